// Pantry allocates, keeps some of it, and writes heap profiles: one early, one late, and one of
// all allocations.
//
//	pantry -seed N -early FILE -late FILE -allocs FILE
package main

import (
	"bytes"
	"flag"
	"log"
	"math/rand"
	"os"
	"runtime"
	"runtime/pprof"
	"strings"
)

type shelf[T any] struct{ kept []T }

func (s *shelf[T]) put(item T) { s.kept = append(s.kept, item) }

type jar struct {
	label   string
	content []byte
	inside  *jar
}

var (
	jars  shelf[*jar]
	texts shelf[string]
	index = map[int]*jar{}
)

func nest(depth, size int) *jar {
	if depth == 0 {
		return &jar{content: fill(size)}
	}
	return &jar{label: label(depth), inside: nest(depth-1, size)}
}

func fill(size int) []byte { return make([]byte, size) }

func label(n int) string { return strings.Repeat("x", 10+n) }

func cook(r *rand.Rand, rounds, most int) {
	for i := 0; i < rounds; i++ {
		made := nest(r.Intn(6), 1<<r.Intn(most))
		switch r.Intn(4) {
		case 0:
			jars.put(made)
		case 1:
			index[r.Intn(1000)] = made
		case 2:
			texts.put(spoil(made))
		default:
			func() { sink = append(sink[:0], made.content...) }()
		}
	}
}

func spoil(made *jar) string {
	var buffer bytes.Buffer
	for at := made; at != nil; at = at.inside {
		buffer.WriteString(at.label)
		buffer.Write(at.content)
	}
	return buffer.String()
}

var sink []byte

func main() {
	seed := flag.Int64("seed", 1, "of what is drawn")
	early := flag.String("early", "early.pb.gz", "heap profile to write before the second half")
	late := flag.String("late", "late.pb.gz", "heap profile to write at the end")
	allocs := flag.String("allocs", "allocs.pb.gz", "profile of all allocations")
	flag.Parse()
	runtime.MemProfileRate = 4096 << (*seed % 4)
	r := rand.New(rand.NewSource(*seed))
	cook(r, 400+r.Intn(2000), 14)
	runtime.GC()
	write("heap", *early, 0)
	write("heap", asText(*early), 1)
	jars.kept = jars.kept[:len(jars.kept)/2]
	cook(r, 200+r.Intn(2000), 16)
	runtime.GC()
	write("heap", *late, 0)
	write("heap", asText(*late), 1)
	write("allocs", *allocs, 0)
}

func asText(path string) string {
	return strings.TrimSuffix(path, ".pb.gz") + ".txt"
}

// write writes the profile, as profile.proto (debug 0) or as text (1).
func write(name, path string, debug int) {
	file, err := os.Create(path)
	if err != nil {
		log.Fatal(err)
	}
	if err := pprof.Lookup(name).WriteTo(file, debug); err != nil {
		log.Fatal(err)
	}
	if err := file.Close(); err != nil {
		log.Fatal(err)
	}
}
