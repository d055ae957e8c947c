#!/usr/bin/env bash
# Install the system libraries that a window needs: itself when it may, else it says exactly what is missing.
set -euo pipefail
if ! command -v dpkg-query >/dev/null; then
  echo "Not a Debian-like system: install Qt 6's system libraries with your package manager (see README.md)." >&2
  exit 0
fi
missing=()
for package in "$@" python3-venv; do
  if [ "$package" = python3-venv ] && "${PYTHON:-python3}" -c 'import ensurepip' 2>/dev/null; then continue; fi
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ]; then
  echo "Installing system packages: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "These system packages are missing. Run this once, then start again:" >&2
  echo "  sudo apt-get install ${missing[*]}" >&2
  exit 1
fi
