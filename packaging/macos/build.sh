#!/usr/bin/env bash
# Makes EmoDesk.app and a .dmg in dist/, for the processor of this Mac (Metal on Apple's own, the CPU on Intel's).
#
# usage: packaging/macos/build.sh
#
# EMODESK_SIGNING_IDENTITY, the name of a "Developer ID Application" identity in the keychain, signs what is made;
# without it everything is signed ad hoc, and Gatekeeper asks. packaging/macos/notarize.sh does the rest.
set -euo pipefail
cd "$(dirname "$0")/../.."

python3 packaging/bootstrap.py setup
.venv/bin/python packaging/bundling/draw_icons.py build/bundle/icons
iconutil --convert icns --output build/bundle/icons/emodesk.icns build/bundle/icons/emodesk.iconset
EMODESK_ICON=$PWD/build/bundle/icons/emodesk.icns python3 packaging/bootstrap.py bundle

app=dist/EmoDesk.app
cp -R dist/emodesk/licences "$app/Contents/Resources/licences"
identity=${EMODESK_SIGNING_IDENTITY:--}
options=(--force --options runtime --entitlements packaging/macos/entitlements.plist --sign "$identity")
[ "$identity" = - ] || options+=(--timestamp)
# From the inside out: what is signed first is sealed by what is signed later.
find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -print0 | xargs -0 -n 1 codesign "${options[@]}"
codesign "${options[@]}" "$app/Contents/MacOS/emodesk"
codesign "${options[@]}" "$app"
codesign --verify --deep --strict "$app"
"$app/Contents/MacOS/emodesk" self-test

version=$("$app/Contents/MacOS/emodesk" --version | sed 's/^EmoDesk //')
image=dist/emodesk-$version-macos-$(uname -m).dmg
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$app" "$stage/"
ln -s /Applications "$stage/Applications"
hdiutil create -volname "EmoDesk $version" -srcfolder "$stage" -format ULFO -ov "$image"
[ "$identity" = - ] || codesign --sign "$identity" --timestamp "$image"
echo "$image"
