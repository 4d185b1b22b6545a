import { describe, expect, it } from 'vitest';
import { compileTemplate } from './template.ts';
import { GoStruct } from './values.ts';

const data = {
  Name: '/web',
  Env: ['A=1', 'B=2'],
  Labels: { b: '2', a: '1' },
  Count: 3,
  Nothing: null,
  State: { Running: false, Status: 'exited' },
  Size: 1.5,
};

/** Expected strings were taken from Docker's CLI 28.2.2 (docker inspect --format). */
describe('templates', () => {
  it.each([
    ['{{.Name}} {{.State.Status}} {{.Count}}', '/web exited 3'],
    ['{{.Nope}} {{.Labels.nope}} {{.Nothing}}', '<no value> <no value> <nil>'],
    ['{{.Labels}} {{.Env}}', 'map[a:1 b:2] [A=1 B=2]'],
    ['{{json .Labels}} {{json .Env}} {{json .Nothing}} {{json "<a>"}}', '{"a":"1","b":"2"} ["A=1","B=2"] null "<a>"'],
    ['{{index .Env 1}} {{index .Labels "a"}} {{index .Labels "x"}}|{{len .Env}}', 'B=2 1 |2'],
    ['{{range .Env}}[{{.}}]{{end}}', '[A=1][B=2]'],
    ['{{range $i, $e := .Env}}{{$i}}={{$e}};{{end}}', '0=A=1;1=B=2;'],
    ['{{range $k, $v := .Labels}}{{$k}}{{$v}} {{end}}', 'a1 b2 '],
    ['{{range .Missing}}x{{else}}none{{end}}', 'none'],
    ['{{range .Env}}{{if eq . "B=2"}}{{break}}{{end}}{{.}}{{end}}', 'A=1'],
    ['{{range .Env}}{{if eq . "A=1"}}{{continue}}{{end}}{{.}}{{end}}', 'B=2'],
    ['{{if .State.Running}}up{{else if gt .Count 2}}many{{else}}down{{end}}', 'many'],
    ['{{with .State}}{{.Status}} {{$.Name}}{{end}}', 'exited /web'],
    ['{{with $x := .Name}}{{$x}}{{end}}{{$y := 1}}{{$y = 2}}{{$y}}', '/web2'],
    ['a {{- .Count -}} b {{/* no */}}c', 'a3b c'],
    ['{{.Name | upper | printf "%q"}} {{(index .Env 0) | lower}}', '"/WEB" a=1'],
    ['{{join .Env ","}} {{split "a,b" ","}} {{title "abc def"}} {{truncate "abcdef" 3}}', 'A=1,B=2 [a b] Abc Def abc'],
    ['{{pad "x" 1 2}}|{{pad "" 1 2}}|{{slice "abcdef" 1 3}}', ' x  ||bc'],
    [
      '{{printf "%s %v %d %t %q %5.1f|%-4s|%04d|%x" "a" 1 2 true "q" 1.5 "z" 7 255}}',
      'a 1 2 true "q"   1.5|z   |0007|ff',
    ],
    ['{{printf "%d" "x"}} {{printf "%s"}}', '%!d(string=x) %!s(MISSING)'],
    ['{{and 1 0}} {{or 0 "x"}} {{not true}} {{eq 1 2 1}} {{ne "a" "b"}} {{le 2 2}}', '0 x false true true true'],
    ['{{print 1 2 "a" "b" 3}} {{html "<a>"}} {{urlquery "a b"}}', '1 2ab3 &lt;a&gt; a+b'],
    ['{{"\\t"}}{{`raw\\t`}}{{\'a\'}}', '\traw\\t97'],
    ['{{if and .Name (not .State.Running)}}yes{{end}}', 'yes'],
    ['{{define "t"}}<{{.}}>{{end}}{{template "t" .Count}}{{template "t"}}', '<3><<no value>>'],
    ['{{block "b" .State}}[{{.Status}}]{{end}}{{template "b" .State}}', '[exited][exited]'],
    [
      '{{define "a"}}{{range .}}{{template "b" .}}{{end}}{{end}}{{define "b"}}({{.}}){{end}}{{template "a" .Env}}',
      '(A=1)(B=2)',
    ],
  ])('%s', (source, expected) => {
    expect(compileTemplate(source).execute(data)).toBe(expected);
  });

  it.each([
    ['{{.ID', 'template: :1: unclosed action'],
    ['{{.ID}', "template: :1: bad character U+007D '}'"],
    ['{{define "a"}}x', 'template: :1: unexpected EOF'],
    ['{{if true}}{{define "a"}}{{end}}{{end}}', 'template: :1: unexpected <define> in command'],
    ['{{template x}}', 'template: :1: unexpected "x" in template clause'],
    ['{{foo}}', 'template: :1: function "foo" not defined'],
    ['{{if}}x{{end}}', 'template: :1: missing value for if'],
    ['{{if .ID}}', 'template: :1: unexpected EOF'],
    ['{{end}}', 'template: :1: unexpected {{end}}'],
    ['{{"a}}', 'template: :1: unterminated quoted string'],
    ['{{$x}}', 'template: :1: undefined variable "$x"'],
    ['{{(.ID}}', 'template: :1: unclosed left paren'],
    ['{{.ID)}}', 'template: :1: unexpected right paren'],
    ['{{1a}}', 'template: :1: bad number syntax: "1a"'],
    ['{{|}}', 'template: :1: unexpected "|" in command'],
    ['{{break}}', 'template: :1: {{break}} outside {{range}}'],
    ['\n{{.ID | nosuch}}', 'template: :2: function "nosuch" not defined'],
  ])('%j cannot be parsed', (source, message) => {
    expect(() => compileTemplate(source)).toThrow(message);
  });

  it.each([
    ['{{.Foo}}', 'template: :1:2: executing "" at <.Foo>: map has no entry for key "Foo"'],
    ['{{.State.Foo}}', 'template: :1:8: executing "" at <.State.Foo>: map has no entry for key "Foo"'],
    ['{{.Name.Foo}}', 'template: :1:7: executing "" at <.Name.Foo>: can\'t evaluate field Foo in type interface {}'],
    ['{{index .Env 9}}', 'template: :1:2: executing "" at <index .Env 9>: error calling index: index out of range: 9'],
    [
      '{{eq .Name 1}}',
      'template: :1:2: executing "" at <eq .Name 1>: error calling eq: incompatible types for comparison',
    ],
    ['{{lower}}', 'template: :1:2: executing "" at <lower>: wrong number of args for lower: want 1 got 0'],
    ['{{lower 1}}', 'template: :1:8: executing "" at <1>: expected string; found 1'],
  ])('%s fails', (source, message) => {
    expect(() => compileTemplate(source).execute(data, { missingKeyIsError: true })).toThrow(message);
  });

  it('reads fields of structs when they are used, calls methods, and names their type in errors', () => {
    const struct = new GoStruct(
      '*formatter.ContainerContext',
      { ID: () => '1' },
      { Label: (name) => `<${String(name)}>` },
    );
    expect(compileTemplate('{{.ID}}{{.Label "a"}}{{json .}}').execute(struct)).toBe('1<a>{"ID":"1"}');
    const unknown =
      'template: :1:2: executing "" at <.Foo>: can\'t evaluate field Foo in type *formatter.ContainerContext';
    expect(() => compileTemplate('{{.Foo}}').execute(struct)).toThrow(unknown);
  });
});
