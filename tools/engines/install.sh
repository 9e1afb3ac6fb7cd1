#!/usr/bin/env bash
# Installs Firefox ESR and WebKitGTK from Debian where they are missing and this account may. Prints why one was not
# installed, and exits with 0 all the same: tests of an engine that is not there are named as not run.
set -u

refuse() {
  echo "not installed: $1, since $2"
}

may_install() {
  command -v apt-get >/dev/null || { refuse "$*" 'there is no apt-get'; return 1; }
  [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null || { refuse "$*" 'this account may not'; return 1; }
}

# A download that hangs ends, and a lock that another process holds is not waited for without end.
apt() {
  local root=()
  [ "$(id -u)" = 0 ] || root=(sudo -n)
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive timeout 600 \
    apt-get -qq -y -o Acquire::Retries=2 -o DPkg::Lock::Timeout=120 "$@" </dev/null 2>&1
}

install() {
  local said
  said=$(apt install --no-install-recommends "$@") ||
    refuse "$*" "apt-get says: $(grep '^E:' <<<"$said" | head -n 1)"
}

firefox=() webkit=()
[ -x /usr/bin/firefox-esr ] || [ -x /usr/bin/firefox ] || firefox=(firefox-esr)
[ -x /usr/bin/WebKitWebDriver ] || webkit=(webkit2gtk-driver)
[ -n "${DISPLAY-}" ] || [ -x /usr/bin/Xvfb ] || webkit+=(xvfb)
missing=("${firefox[@]}" "${webkit[@]}")
[ ${#missing[@]} = 0 ] && exit 0
may_install "${missing[@]}" || exit 0
apt update >/dev/null
[ ${#firefox[@]} = 0 ] || install "${firefox[@]}"
[ ${#webkit[@]} = 0 ] || install "${webkit[@]}"
