#!/bin/sh
# Makes the virtual environment in .venv and installs what is named into it. Called by the Makefile, quiet when all is
# well; what is missing is told in one sentence with the package that brings it.
#
#   sh packaging/setup.sh            the program
#   sh packaging/setup.sh dev ...    besides it, those dependency groups of pyproject.toml
set -eu
cd "$(dirname "$0")/.."

fits='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))'
whole='import venv, ensurepip, ctypes, sqlite3, ssl'

if [ -d .venv ] && [ ! -w .venv ] || [ ! -d .venv ] && [ ! -w . ]; then
    echo "answerpoint: $PWD cannot be written to by this user, and its .venv must be made or brought up to date;" \
        "let its owner run make setup, or use a folder of your own" >&2
    exit 1
fi

# An environment whose Python is gone (an upgraded system, a copied folder) is made anew.
if [ -d .venv ] && ! .venv/bin/python -c "$fits" 2>/dev/null; then
    rm -rf .venv
fi

if [ ! -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python='' bare=''
    for name in ${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3 python}; do
        "$name" -c "$fits" 2>/dev/null || continue
        if "$name" -c "$whole" 2>/dev/null; then
            python=$name
            break
        fi
        bare=${bare:-$name}
    done
    if [ -z "$python" ] && [ -n "$bare" ]; then
        version=$("$bare" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        echo "answerpoint: $bare is there but cannot make a virtual environment;" \
            "install what it lacks with: sudo apt-get install python$version-venv" >&2
        exit 1
    fi
    if [ -z "$python" ]; then
        echo "answerpoint: Python 3.11, 3.12, 3.13 or 3.14 is needed and none was found;" \
            "install one with: sudo apt-get install python3 python3-venv" \
            "(on Ubuntu 22.04: python3.11 python3.11-venv)" >&2
        exit 1
    fi
    echo "answerpoint: making .venv with $("$python" --version 2>&1); this is done once"
    "$python" -m venv --clear .venv
fi

pip() {
    .venv/bin/python -m pip --disable-pip-version-check --quiet --quiet install --constraint packaging/constraints.txt "$@"
}
groups=''
for group in "$@"; do
    groups="$groups --group $group"
done
# Without the network first: where every part is there already, only what names this folder is written anew.
# shellcheck disable=SC2086  # one word a group
if ! pip --no-index --no-build-isolation --editable . $groups >/dev/null 2>&1; then
    echo "answerpoint: fetching its parts into .venv; the first time that is some hundred megabytes"
    # pip itself first: the one that Python brings may be too old to know dependency groups.
    # shellcheck disable=SC2086
    if ! { pip pip setuptools && pip --no-build-isolation --editable . $groups; }; then
        echo "answerpoint: the parts named in packaging/constraints.txt could not be installed; is the network there?" >&2
        exit 1
    fi
fi
pwd -P >.venv/.place
# The console must not wait for the compiler at every start where Python may not write beside its sources.
env -u PYTHONDONTWRITEBYTECODE .venv/bin/python -m compileall -q app drivers resources || true
