# Homebrew: brew install --build-from-source ./nabla.rb, with nabla-0.1.0.tar.gz where `url` says
class Nabla < Formula
  desc "Whiteboard for mathematics that moves"
  homepage "https://nabla.invalid"
  url "https://nabla.invalid/nabla-0.1.0.tar.gz"
  license "MIT"

  depends_on "cglm" => :build
  depends_on "cmake" => :build
  depends_on "ninja" => :build
  depends_on "pkgconf" => :build
  depends_on "cairo"
  depends_on "ffmpeg"
  depends_on "freetype"
  depends_on "harfbuzz"
  depends_on "libpng"
  depends_on "sdl2"
  depends_on "sdl2_ttf"
  depends_on "jansson"
  depends_on "md4c"
  depends_on "sqlite"

  def install
    system "cmake", "-S", ".", "-B", "build", "-G", "Ninja", *std_cmake_args
    system "cmake", "--build", "build"
    system "cmake", "--install", "build"
  end

  test do
    assert_match "nabla", shell_output("#{bin}/nabla --version")
  end
end
