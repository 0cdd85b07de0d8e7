#!/bin/sh
# The main job on the seed data: what `make demo` shows.
set -eu
cd "$(dirname "$0")/.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

run() {
    printf '\n$ iomgloss'
    for word in "$@"; do
        case $word in *\ *) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac
    done
    printf '\n'
    iomgloss "$@"
}

run validate
run status
run lookup 'каналджийството на мигранти' -t en -t ru
run lookup реадмиссия -s ru -t en -t bg
run lookup релокация -s bg -t en -t ru
# A sentence of the press release, changed: another year, another word.
run lookup 'На 27 март 2019 г., МОМ и Службата на ООН по наркотиците и престъпността (UNODC) представиха съвместна платформа за борба с каналджийството на мигранти.' -s bg -t en
run export tbx -o "$out/glossary.tbx"
run export tmx -o "$out/memory.tmx"
run export po -s bg -t en -o "$out/memory.bg-en.po"

printf '\nWritten (the same files lie in exports/):\n'
for file in "$out"/*; do
    printf '  %-18s %8d bytes\n' "$(basename "$file")" "$(wc -c <"$file")"
done
printf '\nOne unit of memory.tmx:\n'
sed -n '/tuid="smuggling-2018-02"/,/<\/tu>/p' "$out/memory.tmx"
