/** Templates of --format, good and bad, one a line, for `docker context ls`: its rows have Name, Description, Current … */
export const formatTemplates: readonly string[] = `
{{.Name}}
{{json .}}
{{json .Name}}
{{.Name | upper}}
{{upper .Name}}
{{.Name | printf "%-10s|"}}
{{printf "%5d|%x|%q|%v|%t|%T" 3 255 "a" 1.5 true "s"}}
{{println .Name "x"}}
{{print .Name 1 2 "x"}}
{{len .Name}}
{{index .Name 0}}
{{slice .Name 1 2}}
{{split .Name "t"}}
{{join (split .Name "t") "-"}}
{{title .Name}}
{{pad .Name 2 3}}|
{{truncate .Name 2}}
{{truncate .Name 20}}
{{if eq .Name "ctx"}}yes{{else}}no{{end}}
{{if and .Current (eq .Name "default")}}yes{{else if .Name}}other{{else}}no{{end}}
{{if or .Current .Name}}1{{end}}
{{if not .Current}}1{{end}}
{{range $i, $c := split .Name "t"}}{{$i}}={{$c}};{{end}}
{{range split "" "x"}}a{{else}}b{{end}}
{{range split .Name ""}}{{.}}{{if eq . "t"}}{{break}}{{end}},{{end}}
{{range split .Name ""}}{{if eq . "t"}}{{continue}}{{end}}{{.}}{{end}}
{{with .Description}}d={{.}}{{else}}none{{end}}
{{with $x := .Name}}{{$x}}{{end}}
{{$x := .Name}}{{$x}}{{$x = "y"}}{{$x}}
{{- .Name -}}   x
  {{- .Name}}
{{/* comment */}}{{.Name}}
{{- /* comment */ -}} {{.Name}}
{{.Nope}}
{{.Name.Nope}}
{{nosuch}}
{{.Name
{{.Name}
{{if}}x{{end}}
{{if .Name}}x
{{end}}
{{else}}
{{range}}
{{"abc}}
{{'a'}}
{{\`raw\\n\`}}
{{"a\\tb"}}
{{1.5}}
{{0x10}}
{{1e3}}
{{true}}
{{nil}}
{{eq 1 1}}
{{eq 1 "a"}}
{{lt 1 2}}
{{lt "a" "b"}}
{{le 2 2}} {{gt 2 1}} {{ge 1 2}} {{ne 1 2}}
{{eq .Name "a" "ctx" "default"}}
{{printf "%d" "x"}}
{{printf "%s" 5}}
{{printf "%d"}}
{{printf "a" 1}}
{{printf "%5.2f|%-5s|%05d|%+d" 3.14159 "ab" 42 7}}
{{printf "%08b %o %X %c %U %e %g" 5 8 255 65 65 1234.5 0.5}}
{{printf "%s %v" .Name .Current}}
{{printf "%*d" 5 3}}
{{printf "%[2]d %[1]d" 1 2}}
{{printf "%6.2f%%" 12.345}}
{{html "<a>"}}
{{js "it's"}}
{{urlquery "a b&c"}}
{{len 3}}
{{index .Name 99}}
{{slice .Name 5 2}}
{{join .Name "-"}}
{{upper 3}}
{{pad .Name "a" 2}}
{{truncate .Name}}
{{.Name | upper | lower | title}}
{{(.Name)}}
{{(split .Name "t" | len)}}
{{define "x"}}hi{{end}}{{template "x"}}
{{define "x"}}hi {{.}}{{end}}{{template "x" .Name}}
{{block "b" .Name}}[{{.}}]{{end}}
{{.Name}}{{"\\n"}}{{.Description}}
{{$.Name}}
{{and 1 0}}
{{or 0 ""}}
{{not 1}}
{{index (split .Name "t") 0}}
{{range $c := split .Name ""}}{{$c}}{{end}}
{{range 3}}x{{end}}
{{range .Name}}{{.}}{{end}}
{{.Name}} {{ .Name }} {{   .Name   }}
{{.Name -}} x
{{.Name }}{{/* a }}
{{/* a */ }}
{{ /* a */}}
{{3 | printf "%d"}}
{{.Name 3}}
{{"a" "b"}}
{{.Current}}
{{json .Current}}
{{json "a<b>&c"}}
{{json (split .Name "t")}}
{{lower "ÀÉ"}} {{len "é"}} {{truncate "éab" 2}}
table {{.Name}}\\t{{.Current}}
table {{.Name}}
table {{upper .Name}}\\t{{.Description}}
table {{.Nope}}
table
json
raw
{{.Name}}\\t{{.Current}}\\n
{{else if .Name}}
{{if .Name}}a{{else}}b{{else}}c{{end}}
{{with .Name}}a{{else with .Current}}b{{end}}
{{if eq .Name}}x{{end}}
{{eq}}
{{.Name | 3}}
{{$y}}
{{$x := 1}}{{if true}}{{$x := 2}}{{$x}}{{end}}{{$x}}
{{$x := 1}}{{if true}}{{$x = 2}}{{end}}{{$x}}
{{break}}
{{}}
{{.}.}
}}
{{{.Name}}}
{{.Name | nosuch}}
{{index 1 2}}
{{slice 1}}
{{len nil}}
{{eq .Current true}}
{{printf "%v %v" 1.0 1e21}}
{{printf "%q %q" 'a' "b\\"c"}}
{{printf "%x" "hi"}} {{printf "% x" "hi"}}
{{printf "%t" 1}}
{{printf "%!"}}
{{printf "%"}}
{{printf "%z" 1}}
{{print nil}}
{{printf "%v" nil}}
{{index (split .Name "") -1}}
{{1 2}}
{{/**/}}
{{.Name}}{{- " x" }}
`
  .split('\n')
  .filter((line) => line !== '');

/** Where we differ, and why. */
export const formatDifferences: Readonly<Record<string, string>> = {
  '{{template "x"}}': 'our error is placed at the action, not at the name in it',
  '{{$}}': 'Docker prints nothing for its struct of methods, we print what they give',
  '{{.}}': 'the same',
  '{{call .Name}}': 'our error does not repeat what was to be called',
  '{{print 1.0 2.5 1e10 1e21}}': 'a number here has no type, so 1e10 is an integer',
};
