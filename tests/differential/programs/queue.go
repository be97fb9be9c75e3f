// Queue makes goroutines wait for one another and writes what was recorded of it: goroutines,
// mutex, block and threadcreate.
//
//	queue -seed N -suffix TEXT
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"math/rand"
	"os"
	"runtime"
	"runtime/pprof"
	"strings"
	"sync"
	"time"
)

type counter struct {
	sync.RWMutex
	counts map[string]int
}

func (c *counter) add(key string, spin int) {
	c.Lock()
	defer c.Unlock()
	for i := 0; i < spin; i++ {
		c.counts[key]++
	}
}

func (c *counter) get(key string) int {
	c.RLock()
	defer c.RUnlock()
	return c.counts[key]
}

func produce(r *rand.Rand, to chan<- int, n int) {
	for i := 0; i < n; i++ {
		to <- i
		if r.Intn(50) == 0 {
			time.Sleep(time.Millisecond)
		}
	}
}

func consume(from <-chan int, c *counter, name string, done *sync.WaitGroup) {
	defer done.Done()
	for i := range from {
		c.add(name, 20+i%200)
		if c.get(name)%3 == 0 {
			runtime.Gosched()
		}
	}
}

func idle(depth int, until <-chan struct{}) {
	if depth > 0 {
		idle(depth-1, until)
		return
	}
	select {
	case <-until:
	case <-time.After(time.Hour):
	}
}

func main() {
	seed := flag.Int64("seed", 1, "of what is drawn")
	suffix := flag.String("suffix", ".pb.gz", "what follows the names of the profiles")
	flag.Parse()
	runtime.SetMutexProfileFraction(1)
	runtime.SetBlockProfileRate(1000)
	r := rand.New(rand.NewSource(*seed))
	shared := &counter{counts: map[string]int{}}
	work := make(chan int, r.Intn(4))
	var done sync.WaitGroup
	for i := 0; i < 2+r.Intn(4); i++ {
		done.Add(1)
		name := fmt.Sprintf("lane-%d", i)
		pprof.Do(context.Background(), pprof.Labels("lane", name, "even", fmt.Sprint(i%2 == 0)), func(context.Context) {
			go consume(work, shared, name, &done)
		})
	}
	until := make(chan struct{})
	for i := 0; i < 10+r.Intn(40); i++ {
		depth := r.Intn(5)
		pprof.Do(context.Background(), pprof.Labels("depth", fmt.Sprint(depth)), func(context.Context) {
			go idle(depth, until)
		})
	}
	produce(r, work, 500+r.Intn(1500))
	for _, name := range []string{"goroutine", "mutex", "block", "threadcreate"} {
		write(name, name+*suffix, 0)
		write(name, name+strings.TrimSuffix(*suffix, ".pb.gz")+".txt", 1)
	}
	close(work)
	done.Wait()
	close(until)
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
