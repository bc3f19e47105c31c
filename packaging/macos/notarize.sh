#!/usr/bin/env bash
# Has Apple check a signed .dmg and staples the ticket to it, so that it opens without a question, offline too.
#
# usage: packaging/macos/notarize.sh dist/emodesk-VERSION-macos-ARCHITECTURE.dmg
#
# Needs an App Store Connect key: NOTARY_KEY (path of the .p8 file), NOTARY_KEY_ID and NOTARY_ISSUER.
set -euo pipefail
image=$1
for name in NOTARY_KEY NOTARY_KEY_ID NOTARY_ISSUER; do
    if [ -z "${!name:-}" ]; then
        echo "The variable $name is not set: nothing was sent to Apple." >&2
        exit 2
    fi
done
codesign --verify --strict "$image"
xcrun notarytool submit "$image" --key "$NOTARY_KEY" --key-id "$NOTARY_KEY_ID" --issuer "$NOTARY_ISSUER" --wait
xcrun stapler staple "$image"
xcrun stapler validate "$image"
spctl --assess --type open --context context:primary-signature --verbose "$image"
