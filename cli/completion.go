package cli

import (
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"github.com/alecthomas/kong"
)

type completionCmd struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish." placeholder:"SHELL"`
}

// Help is what `factum completion --help` teaches beside the flags.
func (completionCmd) Help() string {
	return `Prints a script for your shell to load:

  bash:  source <(factum completion bash)
  zsh:   source <(factum completion zsh)
  fish:  factum completion fish | source`
}

// words gathers commands with their help and flags from the grammar itself.
func grammar(k *kong.Kong) (commands [][2]string, flags map[string][]string) {
	flags = map[string][]string{}
	for _, f := range k.Model.Flags {
		flags[""] = append(flags[""], "--"+f.Name)
	}
	for _, n := range k.Model.Children {
		commands = append(commands, [2]string{n.Name, n.Help})
		for _, f := range n.Flags {
			flags[n.Name] = append(flags[n.Name], "--"+f.Name)
		}
		for _, p := range n.Positional {
			if p.Tag.Enum != "" {
				flags[n.Name] = append(flags[n.Name], strings.Split(p.Tag.Enum, ",")...)
			}
		}
		for _, sub := range n.Children { // the words after by, log
			flags[n.Name] = append(flags[n.Name], sub.Name)
			for _, f := range sub.Flags {
				flags[n.Name] = append(flags[n.Name], "--"+f.Name)
			}
		}
		sort.Strings(flags[n.Name])
		flags[n.Name] = slices.Compact(flags[n.Name])
	}
	return commands, flags
}

func (c *completionCmd) Run(s *session, k *kong.Kong) error {
	script := c.script(k)
	if s.app.JSON {
		return s.object(map[string]string{"shell": c.Shell, "script": script})
	}
	_, err := io.WriteString(s.Out, script)
	return err
}

func (c *completionCmd) script(k *kong.Kong) string {
	var b strings.Builder
	commands, flags := grammar(k)
	names := make([]string, len(commands))
	for i, c := range commands {
		names[i] = c[0]
	}
	global := strings.Join(flags[""], " ")
	switch c.Shell {
	case "fish":
		for _, c := range commands {
			fmt.Fprintf(&b, "complete -c factum -n __fish_use_subcommand -a %s -d %q\n", c[0], c[1])
			for _, f := range flags[c[0]] {
				if l, ok := strings.CutPrefix(f, "--"); ok {
					fmt.Fprintf(&b, "complete -c factum -n '__fish_seen_subcommand_from %s' -l %s\n", c[0], l)
				} else {
					fmt.Fprintf(&b, "complete -c factum -n '__fish_seen_subcommand_from %s' -a %s\n", c[0], f)
				}
			}
		}
		for _, f := range flags[""] {
			fmt.Fprintf(&b, "complete -c factum -l %s\n", strings.TrimPrefix(f, "--"))
		}
		return b.String()
	case "zsh":
		fmt.Fprintln(&b, "autoload -U +X bashcompinit && bashcompinit")
	}
	fmt.Fprintf(&b, "_factum() {\n  local cur=${COMP_WORDS[COMP_CWORD]} cmd= w\n  for w in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do case $w in %s) cmd=$w; break;; esac; done\n  case $cmd in\n", strings.Join(names, "|"))
	for _, c := range commands {
		fmt.Fprintf(&b, "    %s) w=%q;;\n", c[0], strings.Join(flags[c[0]], " ")+" "+global)
	}
	fmt.Fprintf(&b, "    *) w=%q;;\n  esac\n  COMPREPLY=($(compgen -W \"$w\" -- \"$cur\"))\n  case $cmd in init|add|read|code|verify|'') COMPREPLY+=($(compgen -f -- \"$cur\"));; esac\n}\ncomplete -o filenames -F _factum factum\n", strings.Join(names, " ")+" "+global)
	return b.String()
}
