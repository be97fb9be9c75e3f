// Command programs is what the verdicts are tried on: the programs that guides on leaks show, each
// also mended, and some that only look as if they leaked. It serves net/http/pprof on a free port of
// this machine and prints its address; what it is about begins with the first request of /begin.
package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"sync"
)

// programs by name; those that leak also end in "-mended".
var programs = map[string]func(){
	"unread-channel":            unreadChannel,
	"unread-channel-mended":     unreadChannelMended,
	"nil-channel":               nilChannel,
	"nil-channel-mended":        nilChannelMended,
	"forgotten-consumer":        forgottenConsumer,
	"forgotten-consumer-mended": forgottenConsumerMended,
	"hundred-a-second":          hundredASecond,
	"hundred-a-second-mended":   hundredASecondMended,
	"endless-string":            endlessString,
	"endless-string-mended":     endlessStringMended,
	"slow-beside-steady":        slowBesideSteady,
	"slow-beside-steady-mended": slowBesideSteadyMended,
	"pool":                      pool,
	"cache":                     cache,
	"burst":                     burst,
}

func main() {
	run := programs[os.Args[1]]
	if run == nil {
		log.Fatalf("there is no program %q", os.Args[1])
	}
	var once sync.Once
	http.HandleFunc("/begin", func(http.ResponseWriter, *http.Request) {
		once.Do(func() { go run() })
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(listener.Addr())
	// It ends with the one who has started it.
	go func() {
		os.Stdin.Read(make([]byte, 1))
		os.Exit(0)
	}()
	log.Fatal(http.Serve(listener, nil))
}
