package main

import (
	"fmt"
	"log"
	"os"
	"os/exec"
)

func main() {
	page, err := os.ReadFile("/app/web/dist/index.html")
	if err != nil {
		log.Fatal(err)
	}
	stamp, err := exec.Command("/app/stamp").Output()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s%s", page, stamp)
}
