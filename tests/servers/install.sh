#!/bin/sh
# Install the servers and the browser that tests run against: on Debian, as root, if missing.
set -eu

missing=""
want() { [ -n "$2" ] || missing="$missing $1"; }

want postgresql "$(find /usr/lib/postgresql -name initdb 2>/dev/null; command -v initdb || true)"
want redis-server "$(command -v redis-server || command -v valkey-server || true)"
want chromium-headless-shell "$(command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome || true)"
want openssl "$(command -v openssl || true)"
want curl "$(command -v curl || true)"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ] || ! grep -qsx 'ID=debian' /etc/os-release; then
	echo "Not installed, so the tests that need them are skipped:$missing"
	exit 0
fi

echo "Installing for the tests:$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
# Without fonts a page is measured by boxes; DejaVu has every Vietnamese letter.
apt-get -qq install --no-install-recommends -o Dpkg::Use-Pty=0 $missing fonts-dejavu-core >/dev/null
