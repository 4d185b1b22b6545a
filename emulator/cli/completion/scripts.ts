/**
 * The shells' side of completion: each asks `docker __complete` what the line up to the cursor can become
 * (protocol.ts) and shows it in the shell's own way.
 */

/** For bash 4 and newer; needs nothing else. The first candidate that fits alone goes in without its description. */
const bash = String.raw`# bash completion for docker

# The words up to the cursor, as they were typed: bash splits them at : and =, too.
__docker_words() {
  local line=${'$'}{COMP_LINE:0:COMP_POINT} piece index
  docker_words=()
  for ((index = 0; index <= COMP_CWORD; index++)); do
    piece=${'$'}{COMP_WORDS[index]}
    if ((index == 0)) || [[ $line == [[:blank:]]* ]]; then
      line=${'$'}{line#"${'$'}{line%%[![:blank:]]*}"}
      docker_words+=("")
    fi
    ((index == COMP_CWORD)) && piece=$line
    docker_words[${'$'}{#docker_words[@]} - 1]+=$piece
    line=${'$'}{line#"$piece"}
  done
}

__docker() {
  local docker_words answer directive line value word broken group=() values=() texts=() width=0
  __docker_words
  [[ ${'$'}{docker_words[0]##*/} == docker-compose ]] && group=(compose)
  word=${'$'}{docker_words[${'$'}{#docker_words[@]} - 1]}
  mapfile -t answer < <(docker __complete "${'$'}{group[@]}" "${'$'}{docker_words[@]:1}" 2>/dev/null)
  ((${'$'}{#answer[@]})) || return
  directive=${'$'}{answer[${'$'}{#answer[@]} - 1]#:}
  unset "answer[${'$'}{#answer[@]} - 1]"
  ((directive & 1)) && return
  ((directive & 2)) && compopt -o nospace
  ((directive & 4)) && compopt +o default
  # What bash is going to replace begins after the last : or =.
  [[ $word == --*=* ]] && word=${'$'}{word#--*=}
  broken=${'$'}{word%"${'$'}{word##*[:=]}"}
  for line in "${'$'}{answer[@]}"; do
    value=${'$'}{line%%$'\t'*}
    values+=("${'$'}{value#"$broken"}")
    ((${'$'}{#value} > width)) && width=${'$'}{#value}
    [[ $line == *$'\t'* ]] && texts+=("${'$'}{line#*$'\t'}") || texts+=("")
  done
  if ((${'$'}{#values[@]} < 2)) || ((COMP_TYPE != 63 && COMP_TYPE != 9 && COMP_TYPE != 33)); then
    COMPREPLY=("${'$'}{values[@]}")
    return
  fi
  local index text
  for index in "${'$'}{!values[@]}"; do
    text=${'$'}{values[index]}
    [[ -n ${'$'}{texts[index]} ]] && printf -v text '%-*s  (%s)' $width "$text" "${'$'}{texts[index]}"
    COMPREPLY+=("${'$'}{text:0:${'$'}{COLUMNS:-80} - 1}")
  done
}

complete -o default -F __docker docker docker-compose
`;

const zsh = String.raw`#compdef docker
# zsh completion for docker

__docker() {
  local -a answer candidates options
  local directive line
  answer=("${'$'}{(@f)$(docker __complete "${'$'}{(@)words[2,CURRENT]}" 2>/dev/null)}")
  directive=${'$'}{answer[-1]#:}
  answer[-1]=()
  ((directive & 1)) && return 1
  ((directive & 2)) && options=(-S '')
  for line in "${'$'}{answer[@]}"; do
    candidates+=("${'$'}{${'$'}{line%%$'\t'*}//:/\\:}${'$'}{${'$'}{(M)line%%$'\t'*}:+}${'$'}{${'$'}{line#*$'\t'}:+:${'$'}{line#*$'\t'}}")
  done
  [[ $PREFIX == --*=* ]] && compset -P '*='
  ((${'$'}{#candidates})) && _describe docker candidates $options && return
  ((directive & 4)) || _files
}

compdef __docker docker
`;

const fish = String.raw`# fish completion for docker

function __docker_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l answer (docker __complete $words[2..-1] 2>/dev/null)
    set -l directive (string sub -s 2 -- $answer[-1])
    test (math "bitand($directive, 1)") -ne 0; and return
    if test (count $answer) -gt 1
        set -l prefix (string match -r -- '^--[^=]+=' (commandline -ct))
        printf "$prefix%s\n" $answer[1..-2]
    else if test (math "bitand($directive, 4)") -eq 0
        __fish_complete_path (commandline -ct)
    end
end

complete -c docker -f -a '(__docker_complete)'
`;

export const completionScripts = { bash, zsh, fish } as const;
