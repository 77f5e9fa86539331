// Reads Dockerfiles with BuildKit's own packages: one JSON request a line in, one JSON answer a line out.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"strings"

	"github.com/containerd/platforms"
	"github.com/moby/buildkit/client/llb/sourceresolver"
	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerfile/shell"
	"github.com/moby/buildkit/frontend/dockerui"
	"github.com/opencontainers/go-digest"
	ocispecs "github.com/opencontainers/image-spec/specs-go/v1"
)

type request struct {
	Text      string            `json:"text"`
	BuildArgs map[string]string `json:"buildArgs"`
	Target    string            `json:"target"`
	// Texts to expand with the arguments as variables.
	Words []string `json:"words"`
}

type heredoc struct {
	Name  string `json:"name"`
	Chomp bool   `json:"chomp"`
}

type node struct {
	Keyword  string    `json:"keyword"`
	Line     int       `json:"line"`
	EndLine  int       `json:"endLine"`
	Flags    []string  `json:"flags"`
	Args     []string  `json:"args"`
	JSON     bool      `json:"json"`
	Heredocs []heredoc `json:"heredocs"`
}

type stage struct {
	Name string `json:"name"`
	Base string `json:"base"`
	Line int    `json:"line"`
}

type entry struct {
	CreatedBy  string `json:"createdBy"`
	EmptyLayer bool   `json:"emptyLayer"`
}

type answer struct {
	// Why the text is refused before anything is resolved.
	Refusal string `json:"refusal"`
	// Why it is refused once names and instructions are resolved.
	ConversionRefusal string  `json:"conversionRefusal"`
	Syntax            string  `json:"syntax"`
	Escape            string  `json:"escape"`
	Nodes             []node  `json:"nodes"`
	Stages            []stage `json:"stages"`
	// The request's words; null where one is refused.
	Words []*string `json:"words"`
	// Name of the image that the built stage stands on, completed; empty for `scratch`.
	BaseImage string `json:"baseImage"`
	// What the own instructions of the built stage wrote.
	History []entry `json:"history"`
}

// imageOfOneLayer stands for every registry.
type imageOfOneLayer struct{}

const (
	baseEntry = "base image"
	baseLabel = "name of the base image"
)

func (imageOfOneLayer) ResolveImageConfig(
	_ context.Context, ref string, _ sourceresolver.Opt,
) (string, digest.Digest, []byte, error) {
	name, err := json.Marshal(ref)
	if err != nil {
		return "", "", nil, err
	}
	config := `{"os":"linux","architecture":"amd64","config":{"Labels":{"` + baseLabel + `":` + string(name) + `}},` +
		`"history":[{"created_by":"` + baseEntry + `"}],` +
		`"rootfs":{"type":"layers","diff_ids":["sha256:` + strings.Repeat("1", 64) + `"]}}`
	return ref, digest.FromString(ref), []byte(config), nil
}

func arguments(n *parser.Node) []string {
	result := []string{}
	for next := n.Next; next != nil; next = next.Next {
		if len(next.Children) == 0 {
			result = append(result, next.Value)
		} else {
			result = append(result, next.Children[0].Value)
			result = append(result, arguments(next.Children[0])...)
		}
	}
	return result
}

func read(r request) answer {
	a := answer{Nodes: []node{}, Stages: []stage{}, History: []entry{}, Words: []*string{}}
	a.Syntax, _, _, _ = parser.DetectSyntax([]byte(r.Text))
	parsed, err := parser.Parse(strings.NewReader(r.Text))
	if err != nil {
		a.Refusal = err.Error()
		return a
	}
	a.Escape = string(parsed.EscapeToken)
	a.Words = expand(r, parsed.EscapeToken)
	for _, n := range parsed.AST.Children {
		a.Nodes = append(a.Nodes, toNode(n))
	}
	stages, _, err := instructions.Parse(parsed.AST, nil)
	if err == nil && len(stages) == 0 {
		a.Refusal = "no stage"
		return a
	}
	if err != nil {
		a.Refusal = err.Error()
		return a
	}
	for _, s := range stages {
		a.Stages = append(a.Stages, stage{Name: s.Name, Base: s.BaseName, Line: s.Location[0].Start.Line})
	}
	convert(r, &a)
	return a
}

func expand(r request, escape rune) []*string {
	variables := []string{}
	for name, value := range r.BuildArgs {
		variables = append(variables, name+"="+value)
	}
	expanded := []*string{}
	for _, word := range r.Words {
		result, _, err := shell.NewLex(escape).ProcessWord(word, shell.EnvsFromSlice(variables))
		if err != nil {
			expanded = append(expanded, nil)
		} else {
			expanded = append(expanded, &result)
		}
	}
	return expanded
}

func toNode(n *parser.Node) node {
	own := node{
		Keyword: n.Value, Line: n.StartLine, EndLine: n.EndLine, Flags: append([]string{}, n.Flags...),
		Args: arguments(n), JSON: n.Attributes["json"], Heredocs: []heredoc{},
	}
	for _, h := range n.Heredocs {
		own.Heredocs = append(own.Heredocs, heredoc{Name: h.Name, Chomp: h.Chomp})
	}
	return own
}

func convert(r request, a *answer) {
	defer func() {
		if err := recover(); err != nil {
			a.ConversionRefusal = "panic"
		}
	}()
	platform := platforms.MustParse("linux/amd64")
	_, image, _, _, err := dockerfile2llb.Dockerfile2LLB(context.Background(), []byte(r.Text), dockerfile2llb.ConvertOpt{
		Config:         dockerui.Config{BuildArgs: r.BuildArgs, Target: r.Target},
		TargetPlatform: &platform,
		MetaResolver:   imageOfOneLayer{},
	})
	if err != nil {
		a.ConversionRefusal = err.Error()
		return
	}
	a.BaseImage = image.Config.Labels[baseLabel]
	for _, h := range ownHistory(image.History) {
		a.History = append(a.History, entry{CreatedBy: h.CreatedBy, EmptyLayer: h.EmptyLayer})
	}
}

func ownHistory(history []ocispecs.History) []ocispecs.History {
	if len(history) > 0 && history[0].CreatedBy == baseEntry {
		return history[1:]
	}
	return history
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for {
		line, err := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var r request
			if err := json.Unmarshal(line, &r); err != nil {
				panic(err)
			}
			encoded, err := json.Marshal(read(r))
			if err != nil {
				panic(err)
			}
			out.Write(append(encoded, '\n'))
		}
		if err != nil {
			return
		}
	}
}
