#!/usr/bin/env bash
# What the GitHub Action does: install lint-post into an environment of its own, check, and say how it went.
# All that users give it comes in variables (INPUT_…), and nothing of it is ever read as code.
set -euo pipefail

fail() {
    printf '::error title=lint-post::%s\n' "$1"
    exit 2
}

is_true() {
    case "$1" in
        true) return 0 ;;
        false | '') return 1 ;;
        *) fail "$2 is either true or false." ;;
    esac
}

export PYTHONUTF8=1 PIP_DISABLE_PIP_VERSION_CHECK=1
package=$LINT_POST_ACTION
if [[ -n $INPUT_VERSION ]]; then
    [[ $INPUT_VERSION =~ ^[0-9]+(\.[0-9]+)*([a-z0-9.]*)$ ]] || fail 'Invalid version; use a version such as 1.2.3'
    package=lint-post==$INPUT_VERSION
fi
environment=$RUNNER_TEMP/lint-post
python3 -m venv "$environment" || python -m venv "$environment"
programs=$environment/bin
[[ -d $programs ]] || programs=$environment/Scripts # on Windows
"$programs/python" -m pip install --quiet "$package"

cd -- "$INPUT_WORKING_DIRECTORY" || fail 'Folder in working-directory not found'
counts=$RUNNER_TEMP/lint-post.json
arguments=(--output-format github --report "json=$counts")
[[ -z $INPUT_CONFIG ]] || arguments+=(--config "$INPUT_CONFIG")
[[ -z $INPUT_FAIL_ON ]] || arguments+=(--fail-on "$INPUT_FAIL_ON")
[[ -z $INPUT_SARIF ]] || arguments+=(--report "sarif=$INPUT_SARIF")
if is_true "$INPUT_ONLINE" online; then
    arguments+=(--online)
fi
if is_true "$INPUT_SUMMARY" summary; then
    arguments+=(--report "markdown=$GITHUB_STEP_SUMMARY")
fi
if is_true "$INPUT_ONLY_CHANGED_LINES" only-changed-lines && [[ ${GITHUB_EVENT_NAME:-} == pull_request* ]]; then
    arguments+=(--diff-base 'HEAD^1') # a pull request is checked out merged, and its first parent is the base
fi
paths=()
while IFS= read -r path || [[ -n $path ]]; do
    [[ -z $path ]] || paths+=("$path")
done <<<"$INPUT_PATHS"

rm -f -- "$counts"
code=0
"$programs/lint-post" check "${arguments[@]}" -- ${paths[@]+"${paths[@]}"} || code=$?

# Whole numbers alone go out; what a post says never does.
"$programs/python" - "$counts" "$code" >>"$GITHUB_OUTPUT" <<'PYTHON'
import json
import sys
from pathlib import Path

file, code = Path(sys.argv[1]), int(sys.argv[2])
summary = json.loads(file.read_text("utf-8"))["summary"] if file.exists() else {}
errors, warnings, notes = (int(summary.get(name, 0)) for name in ("error", "warning", "info"))
print(f"exit-code={code}\nproblems={errors + warnings + notes}\nerrors={errors}\nwarnings={warnings}")
PYTHON
if [[ -n $INPUT_SARIF && $INPUT_SARIF != *$'\n'* && -f $INPUT_SARIF ]]; then
    printf 'sarif-file=%s\n' "$INPUT_SARIF" >>"$GITHUB_OUTPUT"
fi
exit "$code"
