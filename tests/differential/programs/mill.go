// Mill keeps a processor busy in the ways that profiles differ by: recursion, inlining, generics,
// closures, methods through interfaces, labels. It writes a CPU profile.
//
//	mill -seed N -out FILE [-labels] [-for DURATION]
package main

import (
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math/rand"
	"os"
	"regexp"
	"runtime"
	"runtime/pprof"
	"sort"
	"strings"
	"sync"
	"time"
)

type ordered interface {
	~int | ~float64 | ~string
}

type tree[K ordered, V any] struct {
	left, right *tree[K, V]
	key         K
	value       V
}

func (t *tree[K, V]) insert(key K, value V) *tree[K, V] {
	if t == nil {
		return &tree[K, V]{key: key, value: value}
	}
	if key < t.key {
		t.left = t.left.insert(key, value)
	} else {
		t.right = t.right.insert(key, value)
	}
	return t
}

func (t *tree[K, V]) walk(visit func(K, V)) {
	if t == nil {
		return
	}
	t.left.walk(visit)
	visit(t.key, t.value)
	t.right.walk(visit)
}

func mapAll[A, B any](list []A, f func(A) B) []B {
	mapped := make([]B, 0, len(list))
	for _, a := range list {
		mapped = append(mapped, f(a))
	}
	return mapped
}

// Small enough to be inlined, one into the other.
func mix(a, b uint64) uint64         { return (a ^ b) * 0x9e3779b97f4a7c15 }
func churn(a uint64) uint64          { return mix(a>>7, a<<9) + rotate(a, 11) }
func rotate(a uint64, n uint) uint64 { return a<<n | a>>(64-n) }

type job interface{ run(r *rand.Rand) uint64 }

type hashing struct{ rounds int }
type sorting struct{ size int }
type texting struct{ words int }
type counting struct{ depth int }
type packing struct{ size int }

func (h hashing) run(r *rand.Rand) uint64 {
	var sum uint64 = r.Uint64()
	for i := 0; i < h.rounds; i++ {
		for k := 0; k < 64; k++ {
			sum = churn(mix(sum, uint64(k)))
		}
		digest := sha256.Sum256([]byte(fmt.Sprint(sum)))
		sum ^= uint64(digest[0])
	}
	return sum
}

func (s *sorting) run(r *rand.Rand) uint64 {
	list := make([]float64, s.size)
	for i := range list {
		list[i] = r.Float64()
	}
	sort.Slice(list, func(a, b int) bool { return list[a] < list[b] })
	var root *tree[float64, int]
	for i := range list {
		root = root.insert(list[(i*7919)%len(list)], i)
	}
	var sum uint64
	root.walk(func(_ float64, i int) { sum += uint64(i) })
	return sum
}

var word = regexp.MustCompile(`(\w+?)(ing|ed|s)?\b`)

func (t texting) run(r *rand.Rand) uint64 {
	words := mapAll(make([]int, t.words), func(int) string {
		return strings.Repeat(string(rune('a'+r.Intn(26))), 1+r.Intn(6)) + "ing"
	})
	text, err := json.Marshal(map[string]any{"words": words, "count": len(words)})
	if err != nil {
		log.Fatal(err)
	}
	var back map[string]any
	if err := json.Unmarshal(text, &back); err != nil {
		log.Fatal(err)
	}
	return uint64(len(word.FindAllString(string(text), -1)))
}

// Even and odd call each other.
func even(n int, sum uint64) uint64 {
	if n == 0 {
		return sum
	}
	return odd(n-1, churn(sum))
}

func odd(n int, sum uint64) uint64 {
	if n%5 == 0 {
		return even(n-1, spin(sum, 400))
	}
	return even(n-1, mix(sum, uint64(n)))
}

//go:noinline
func spin(sum uint64, times int) uint64 {
	for i := 0; i < times; i++ {
		sum = churn(sum)
	}
	return sum
}

func (c counting) run(r *rand.Rand) (sum uint64) {
	defer func() { sum = spin(sum, 100) }()
	for i := 0; i < 50; i++ {
		sum += even(2*c.depth, r.Uint64())
	}
	return sum + fibonacci(17)
}

func fibonacci(n int) uint64 {
	if n < 2 {
		return uint64(n)
	}
	return fibonacci(n-1) + fibonacci(n-2)
}

func (p packing) run(r *rand.Rand) uint64 {
	raw := make([]byte, p.size)
	for i := range raw {
		raw[i] = byte(r.Intn(16))
	}
	var packed bytes.Buffer
	writer, err := flate.NewWriter(&packed, 6)
	if err != nil {
		log.Fatal(err)
	}
	writer.Write(raw)
	writer.Close()
	return uint64(packed.Len())
}

func main() {
	seed := flag.Int64("seed", 1, "of what is drawn")
	out := flag.String("out", "mill.pb.gz", "profile to write")
	labels := flag.Bool("labels", false, "label what is done")
	span := flag.Duration("for", time.Second, "how long")
	flag.Parse()
	file, err := os.Create(*out)
	if err != nil {
		log.Fatal(err)
	}
	runtime.SetCPUProfileRate(400)
	if err := pprof.StartCPUProfile(file); err != nil {
		log.Fatal(err)
	}
	end := time.Now().Add(*span)
	var group sync.WaitGroup
	for worker := 0; worker < 2; worker++ {
		group.Add(1)
		go func(worker int) {
			defer group.Done()
			r := rand.New(rand.NewSource(*seed*100 + int64(worker)))
			jobs := []job{hashing{10 + r.Intn(40)}, &sorting{500 + r.Intn(4000)}, texting{50 + r.Intn(400)},
				counting{20 + r.Intn(200)}, packing{1000 + r.Intn(9000)}}
			for time.Now().Before(end) {
				which := r.Intn(len(jobs))
				if !*labels {
					jobs[which].run(r)
					continue
				}
				set := pprof.Labels("job", fmt.Sprintf("%T", jobs[which]), "worker", fmt.Sprint(worker), "turn", "t:"+fmt.Sprint(r.Intn(3)))
				pprof.Do(context.Background(), set, func(context.Context) { jobs[which].run(r) })
			}
		}(worker)
	}
	group.Wait()
	pprof.StopCPUProfile()
	if err := file.Close(); err != nil {
		log.Fatal(err)
	}
}
