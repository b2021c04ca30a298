package record

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"factum"
)

// worldClaims is how many claims one generated world of the curve has: four years of a war in five theatres for 100,000. More claims are more wars
// in the same years, with the same states and organisations in them.
const worldClaims = 100_000

// BenchmarkWar weighs indexes of so many claims, FACTUM_CLAIMS or 10,000: how long it takes to apply the acts and to weigh all claims; the peak memory of a
// process that weighs them; how long one more article takes, weighed and committed, on average, at worst, and in the three most crowded places; how
// long strikes take. FACTUM_CLAIMS_DIR keeps the indexes there for another time.
func BenchmarkWar(b *testing.B) {
	curve(b, "FACTUM_CLAIMS", func(b *testing.B, n int, dir string) {
		path := filepath.Join(dir, fmt.Sprint("war-", n, ".db"))
		if _, err := os.Stat(path); err != nil {
			loaded(b, path, n)
		}
		for range b.N { // once: it weighs what is left to be weighed
			weighed(b, path, n)
		}
	})
}

// loaded makes an index of n claims that are not weighed.
func loaded(b *testing.B, path string, n int) {
	w := newWar(b)
	db := w.open(path)
	db.Postpone(true)
	var took time.Duration
	for seed, left := int64(1), n; left > 0; seed++ {
		w.world(seed, min(left, worldClaims))
		left -= worldClaims
		start := time.Now()
		w.apply(db, 256)
		took += time.Since(start)
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(n)/took.Seconds(), "applied/s")
}

// settled is what a process of its own says of weighing an index.
type settled struct {
	Seconds float64
	MiB     float64
}

// weighed weighs an index in a process of its own, and measures what follows.
func weighed(b *testing.B, path string, n int) {
	ctx := context.Background()
	cmd := exec.Command(os.Args[0], "-test.run", "^TestSettleChild$", "-test.timeout", "1h")
	cmd.Env = append(os.Environ(), "FACTUM_SETTLE="+path)
	out, err := cmd.Output()
	if err != nil {
		b.Fatalf("weigh: %v\n%s", err, out)
	}
	var s settled
	if err := json.Unmarshal(out[:slices.Index(out, '\n')], &s); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	b.ReportMetric(s.Seconds, "weigh-s")
	b.ReportMetric(float64(n)/s.Seconds, "weighed/s")
	b.ReportMetric(s.MiB, "weigh-MiB")

	w := newWar(b)
	db := w.open(path)
	defer db.Close()
	cursor, err := db.Cursor(ctx)
	if err != nil {
		b.Fatal(err)
	}
	w.next, w.Entries = cursor, nil
	w.world(int64(cursor)+5000, 400)
	var took []time.Duration
	one := func() time.Duration {
		start := time.Now()
		if err := db.Apply(ctx, w.Entries[:1], w); err != nil {
			b.Fatal(err)
		}
		w.Entries = w.Entries[1:]
		return time.Since(start)
	}
	for len(w.Entries) > 0 {
		took = append(took, one())
	}
	slices.Sort(took)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(ms(took[len(took)/2]), "more-ms")
	b.ReportMetric(ms(took[len(took)*99/100]), "more-p99-ms")
	b.ReportMetric(ms(took[len(took)-1]), "more-worst-ms")

	raw, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	if err != nil {
		b.Fatal(err)
	}
	defer raw.Close()
	ask := func(q string, dest ...any) {
		if err := raw.QueryRowContext(ctx, q).Scan(dest...); err != nil {
			b.Fatal(q, err)
		}
	}
	var facts, part, inPart, fact, inFact, key, inKey int64
	ask("SELECT count(*) FROM facts", &facts)
	ask("SELECT part, count(*) FROM fact_claims GROUP BY part ORDER BY 2 DESC LIMIT 1", &part, &inPart)
	ask("SELECT fact, count(*) FROM fact_claims GROUP BY fact ORDER BY 2 DESC LIMIT 1", &fact, &inFact)
	ask("SELECT key, count(*) FROM block_keys GROUP BY key ORDER BY 2 DESC LIMIT 1", &key, &inKey)
	b.ReportMetric(float64(facts), "facts")
	b.ReportMetric(float64(inPart), "part-claims")
	b.ReportMetric(float64(inFact), "fact-claims")
	b.ReportMetric(float64(inKey), "block-claims")
	for what, q := range map[string]string{"part": fmt.Sprint("claim FROM fact_claims WHERE part = ", part), "fact": fmt.Sprint("claim FROM fact_claims WHERE fact = ", fact),
		"block": fmt.Sprint("claim FROM block_keys WHERE key = ", key)} {
		// What is told there once more, in the words of the claim in the middle.
		var doc, src string
		ask("SELECT json, source FROM claims WHERE n IN (SELECT "+q+") ORDER BY n LIMIT 1 OFFSET (SELECT count(*) FROM (SELECT "+q+")) / 2", &doc, &src)
		var worst time.Duration
		for i := range 3 {
			r := factum.Report{Capture: factum.DigestOfString(fmt.Sprint("once more ", what, i, cursor)), Source: "src_once-more.example", Outlet: "Once More"}
			if err := json.Unmarshal([]byte(doc), &r.Claim); err != nil {
				b.Fatal(err)
			}
			r.Published = r.Claim.Published
			r.Claim.Document = factum.DigestOfString("document " + r.Capture.Hex())
			r.Claim.ID = factum.NewClaimID(r.Capture, "text", r.Capture, r.Claim.Type, r.Claim.Trigger.Span, 0)
			w.tell([]factum.Report{r}, r.Claim.Passage.Text)
			worst = max(worst, one())
		}
		b.ReportMetric(ms(worst), "more-"+what+"-ms")
	}

	// Strikes of a source, an agency, a capture and a line, each the largest.
	rec := &Record{index: db}
	var source, line, capture string
	ask("SELECT source FROM claims GROUP BY source ORDER BY count(*) DESC LIMIT 1", &source)
	ask("SELECT l.id FROM line_claims c JOIN lines l ON l.n = c.line GROUP BY line ORDER BY count(*) DESC LIMIT 1", &line)
	ask("SELECT capture FROM claims WHERE n = "+fmt.Sprint(part), &capture)
	for what, on := range map[string]string{"source": source, "line": line, "capture": capture, "wire": "wire:Reuters"} {
		start := time.Now()
		x, err := rec.Strike(ctx, []string{on})
		if err != nil {
			b.Fatal(on, err)
		}
		b.ReportMetric(ms(time.Since(start)), "strike-"+what+"-ms")
		b.ReportMetric(float64(len(x.Facts)), "strike-"+what+"-facts")
	}
}

// TestSettleChild weighs the index that FACTUM_SETTLE names, with the limits that the program sets itself. It is BenchmarkWar's.
func TestSettleChild(t *testing.T) {
	path := os.Getenv("FACTUM_SETTLE")
	if path == "" {
		t.Skip("only for BenchmarkWar")
	}
	debug.SetGCPercent(300)
	debug.SetMemoryLimit(300 << 20)
	start := time.Now()
	db := (&war{t: t}).open(path) // which settles
	s := settled{Seconds: time.Since(start).Seconds()}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	b, _ := os.ReadFile("/proc/self/status")
	for _, l := range strings.Split(string(b), "\n") {
		if f := strings.Fields(l); len(f) > 1 && f[0] == "VmHWM:" {
			kb, _ := strconv.Atoi(f[1])
			s.MiB = float64(kb) / 1024
		}
	}
	out, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(string(out))
}
