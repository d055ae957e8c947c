#!/usr/bin/env bash
# Open the program with demo data; without a display do the main job offscreen and say where the papers are.
set -euo pipefail
home=$1
program=.venv/bin/pryimalnia
export PRYIMALNIA_HOME="$home/home"
mkdir -p "$home"
if [ ! -e "$PRYIMALNIA_HOME/vault.db" ]; then
  "$program" demo --no-window >"$home/passphrases.txt"
fi
echo "Demo people who may sign in (name, passphrase):"
cat "$home/passphrases.txt"
case "$(uname -s)" in
  Linux) [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && shown=yes || shown=no ;;
  *) shown=yes ;;
esac
if [ "$shown" = yes ]; then
  exec "$program"
fi
echo "No display here: registering an invented person, checking the right to aid and printing, offscreen."
echo "Papers:"
.venv/bin/python -m app.demo.tour "$home"
echo "Pictures of every screen:"
QT_QPA_PLATFORM=offscreen "$program" screenshots "$home/pictures" 2>/dev/null
