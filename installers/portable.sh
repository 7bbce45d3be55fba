#!/usr/bin/env bash
# portable.sh PREFIX ARCHIVE: makes an archive that runs where no Qt is installed. PREFIX is what 'cmake --install' wrote;
# the libraries and Qt plugins that the program loads are put beside it. Only the C library is the system's, so it has to
# be as new as that of the machine this runs on (2.36 on Debian 12).
set -euo pipefail

prefix=$1 archive=$2
program=$prefix/bin/naap-lens
plugins=$(qmake6 -query QT_INSTALL_PLUGINS)

# What the window loads by name at run time: the screen, with and without X, pictures, input of composed letters, themes.
wanted=(platforms/libqxcb.so platforms/libqoffscreen.so platforms/libqminimal.so
    'platforms/libqwayland*.so' 'wayland-shell-integration/*.so' 'wayland-decoration-client/*.so'
    'xcbglintegrations/*.so' 'imageformats/libq@(svg|gif|ico|jpeg).so' 'iconengines/*.so' 'platforminputcontexts/*.so')

# Libraries that a file needs, by path. Those of the C library belong to the system's loader and stay there.
needed_by() {
    ldd "$@" | sed -n 's/.* => \(\/[^ ]*\) (.*/\1/p' | grep -vE '/(libc|libm|libdl|librt|libpthread|libresolv)\.so\.[0-9]+$'
}

# The licence of a file, as its package states it.
copy_licence() {
    local package
    package=$(dpkg-query -S "$(readlink -f "$1")" 2>/dev/null || dpkg-query -S "*/${1##*/}" 2>/dev/null) || return 0
    package=${package%%:*}
    [[ -f /usr/share/doc/$package/copyright ]] || return 0
    install -Dm644 "/usr/share/doc/$package/copyright" "$prefix/share/licenses/$package/copyright"
}

shopt -s nullglob extglob
loaded=("$program")
for pattern in "${wanted[@]}"; do
    for file in "$plugins"/$pattern; do
        install -Dm644 "$file" "$prefix/plugins/${file#"$plugins"/}"
        copy_licence "$file"
        loaded+=("$file")
    done
done
needed_by "${loaded[@]}" | sort -u | while IFS= read -r library; do
    install -Dm644 "$library" "$prefix/lib/${library##*/}"
    copy_licence "$library"
done

# DT_RPATH, not DT_RUNPATH: only the former counts for the libraries of libraries and of plugins, too.
patchelf --force-rpath --set-rpath '$ORIGIN/../lib' "$program"
printf '[Paths]\nPrefix = ..\nPlugins = plugins\n' >"$prefix/bin/qt.conf"

tar --sort=name --owner=0 --group=0 --numeric-owner -C "${prefix%/*}" -cf - "${prefix##*/}" | gzip -9n >"$archive"
