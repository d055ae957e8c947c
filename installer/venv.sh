#!/usr/bin/env bash
# Make the virtual environment with the program and its tools. Usage: venv.sh PYTHON FOLDER
set -euo pipefail
python=$1
folder=$2
if ! "$python" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))'; then
  echo "Приймальня needs Python 3.11 or newer; this is $("$python" --version). Try: make PYTHON=python3.12 run" >&2
  exit 1
fi
[ -x "$folder/bin/python" ] || "$python" -m venv "$folder"
echo "Installing the program and its tools into $folder (a few minutes the first time)"
"$folder/bin/pip" install --quiet --editable '.[dev]'
