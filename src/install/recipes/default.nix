# Nix: nix-build default.nix, in a checkout
{ pkgs ? import <nixpkgs> { } }:

pkgs.stdenv.mkDerivation {
  pname = "nabla";
  version = "0.1.0";
  src = ../../..;
  nativeBuildInputs = with pkgs; [ cmake ninja pkg-config ];
  buildInputs = with pkgs; [
    SDL2
    SDL2_ttf
    cglm
    harfbuzz
    freetype
    libpng
    ffmpeg
    cairo
    libseccomp
    elfutils
    sqlite
    md4c
    jansson
  ];
  meta = {
    description = "Whiteboard for mathematics that moves";
    license = pkgs.lib.licenses.mit;
    mainProgram = "nabla";
  };
}
