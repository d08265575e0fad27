// Encoders by libavcodec: x264, libvpx, ProRes.
#include "film/encoder_libav.h"
#include "film/sound_libav.h"

#include <errno.h>
#include <libavutil/opt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct libav {
  AVCodecContext *codec;
  AVFrame *frame;
  AVPacket *packet;
  packet_sink *sink;
  void *to;
  int64_t next; // the number of the next picture in the film
} libav;

nb_error libav_failed(const char *what, const char *name, int code)
{
  char words[AV_ERROR_MAX_STRING_SIZE] = "";
  av_strerror(code, words, sizeof words);
  return nb_fail(code == AVERROR(ENOMEM) ? NB_NO_MEMORY : NB_CANNOT_WRITE, "cannot %s %s: %s", what, name,
                 words);
}

// ---------------------------------------------------------------------------------------------------------------
// Codecs

// On lessons at 1080p the tune `animation` made files 11 % larger with 0.5 to 1.3 dB less, so there is none.
static void set_x264(AVCodecContext *c, AVDictionary **d)
{
  (void)c;
  av_dict_set(d, "preset", "veryfast", 0);
  av_dict_set(d, "crf", "18", 0);
#if defined(__x86_64__)
  // x264 164's AVX-512 code takes memory into account that nobody wrote (its macroblock tree does so at 320x180): the
  // bytes then change from run to run. Its AVX2 code does not.
  if (__builtin_cpu_supports("avx512f"))
    av_dict_set(d, "x264-params", "asm=avx2", 0);
#endif
}

static void set_vp9(AVCodecContext *c, AVDictionary **d)
{
  c->bit_rate = 0;
  av_dict_set(d, "crf", "18", 0);
  av_dict_set(d, "deadline", "good", 0);
  av_dict_set(d, "cpu-used", "5", 0);
  // A frame that is never shown (an "alternate reference") cannot be aligned with alpha's.
  av_dict_set(d, "auto-alt-ref", c->pix_fmt == AV_PIX_FMT_YUVA420P ? "0" : "1", 0);
  av_dict_set(d, "lag-in-frames", "16", 0);
}

static void set_prores(AVCodecContext *c, AVDictionary **d)
{
  c->profile = FF_PROFILE_PRORES_4444;
  av_dict_set(d, "profile", "4444", 0);
  av_dict_set(d, "vendor", "apl0", 0);
  av_dict_set(d, "alpha_bits", c->pix_fmt == AV_PIX_FMT_YUVA444P10LE ? "16" : "0", 0);
}

typedef struct recipe {
  const char *name, *writes; // the encoder, and what it writes
  void (*set)(AVCodecContext *c, AVDictionary **d);
} recipe;

static const recipe recipes[FILM_FORMAT_COUNT] = {
    [FILM_MP4] = {"libx264", "H.264", set_x264},
    [FILM_WEBM] = {"libvpx-vp9", "VP9", set_vp9},
    [FILM_MOV] = {"prores_ks", "ProRes", set_prores},
};

static enum AVPixelFormat pixel_format(film_format format, bool transparent)
{
  if (format == FILM_MOV)
    return transparent ? AV_PIX_FMT_YUVA444P10LE : AV_PIX_FMT_YUV444P10LE;
  return transparent ? AV_PIX_FMT_YUVA420P : AV_PIX_FMT_YUV420P;
}

nb_error libav_open_codec(AVCodecContext **out, film_format format, int width, int height, int fps,
                          bool transparent)
{
  const recipe *r = &recipes[format];
  const AVCodec *codec = avcodec_find_encoder_by_name(r->name);
  av_log_set_level(AV_LOG_QUIET); // what goes wrong is said in our own words
  if (!codec)
    return nb_fail(NB_NO_ENCODER, "this system's libavcodec has no %s, which writes %s", r->name, r->writes);
  AVCodecContext *c = *out = avcodec_alloc_context3(codec);
  if (!c)
    return nb_fail(NB_NO_MEMORY, "no memory for the encoder");
  c->width = width;
  c->height = height;
  c->pix_fmt = pixel_format(format, transparent);
  c->time_base = (AVRational){1, fps};
  c->framerate = (AVRational){fps, 1};
  c->sample_aspect_ratio = (AVRational){1, 1};
  c->gop_size = format_of(format)->group_seconds * fps;
  c->color_range = AVCOL_RANGE_MPEG;
  c->colorspace = AVCOL_SPC_BT709;
  c->color_primaries = AVCOL_PRI_BT709;
  c->color_trc = AVCOL_TRC_BT709;
  c->chroma_sample_location = AVCHROMA_LOC_LEFT;
  c->thread_count = 1;
  c->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
  AVDictionary *choices = NULL;
  r->set(c, &choices);
  int code = avcodec_open2(c, codec, &choices);
  av_dict_free(&choices);
  if (code < 0)
    return nb_fail(NB_NO_ENCODER, "%s does not take %d x %d pixels at %d frames a second", r->name, width,
                   height, fps);
  return nb_ok();
}

// ---------------------------------------------------------------------------------------------------------------

static void close_encoder(void *opened)
{
  libav *e = opened;
  avcodec_free_context(&e->codec);
  av_frame_free(&e->frame);
  av_packet_free(&e->packet);
  free(e);
}

static nb_error open_encoder(void **out, const encoder_options *o, packet_sink *sink, void *to)
{
  *out = NULL;
  libav *e = calloc(1, sizeof *e);
  if (!e)
    return nb_fail(NB_NO_MEMORY, "no memory for the encoder");
  *e = (libav){
      .sink = sink, .to = to, .next = o->first, .frame = av_frame_alloc(), .packet = av_packet_alloc()};
  nb_error error = e->frame && e->packet
                       ? libav_open_codec(&e->codec, o->format, o->width, o->height, o->fps, o->transparent)
                       : nb_fail(NB_NO_MEMORY, "no memory for the encoder");
  if (nb_failed(error))
    close_encoder(e);
  else
    *out = e;
  return error;
}

static nb_error hand_out(libav *e)
{
  const AVPacket *p = e->packet;
  size_t alpha_size = 0;
  // Of VP9 with alpha: an 8-byte id, big-endian 1, and then the alpha's packet.
  const uint8_t *alpha = av_packet_get_side_data(p, AV_PKT_DATA_MATROSKA_BLOCKADDITIONAL, &alpha_size);
  film_packet packet = {.pts = p->pts,
                        .dts = p->dts,
                        .key = p->flags & AV_PKT_FLAG_KEY,
                        .bytes = p->data,
                        .size = (size_t)p->size,
                        .alpha = alpha,
                        .alpha_size = alpha ? alpha_size : 0};
  return e->sink(e->to, &packet);
}

// Hands out the packets that the encoder has ready.
static nb_error drain(libav *e)
{
  for (;;) {
    int code = avcodec_receive_packet(e->codec, e->packet);
    if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
      return nb_ok();
    if (code < 0)
      return libav_failed("encode", "the film", code);
    nb_error error = hand_out(e);
    av_packet_unref(e->packet);
    if (nb_failed(error))
      return error;
  }
}

static void leave_alone(void *opaque, uint8_t *data)
{
  (void)opaque;
  (void)data;
}

static nb_error write_picture(void *opened, samples picture)
{
  libav *e = opened;
  AVFrame *f = e->frame;
  f->format = e->codec->pix_fmt;
  f->width = picture.width;
  f->height = picture.height;
  f->color_range = AVCOL_RANGE_MPEG;
  f->colorspace = AVCOL_SPC_BT709;
  f->color_primaries = AVCOL_PRI_BT709;
  f->color_trc = AVCOL_TRC_BT709;
  f->pts = e->next++;
  int planes = f->format == AV_PIX_FMT_YUV420P || f->format == AV_PIX_FMT_YUV444P10LE ? 3 : 4;
  for (int i = 0; i < planes; i++) {
    f->data[i] = picture.planes[i];
    f->linesize[i] = (int)picture.strides[i];
    // A reference without ownership, which spares libavcodec's copy. Encoders make their own before this returns.
    size_t count = (size_t)(picture.height / samples_part(picture.kind, i));
    f->buf[i] = av_buffer_create(picture.planes[i], picture.strides[i] * count, leave_alone, NULL,
                                 AV_BUFFER_FLAG_READONLY);
    if (!f->buf[i])
      return libav_failed("encode", "the film", AVERROR(ENOMEM));
  }
  int code = avcodec_send_frame(e->codec, f);
  av_frame_unref(f);
  return code < 0 ? libav_failed("encode", "the film", code) : drain(e);
}

static nb_error finish(void *opened)
{
  libav *e = opened;
  int code = avcodec_send_frame(e->codec, NULL);
  return code < 0 ? libav_failed("encode", "the film", code) : drain(e);
}

__attribute__((visibility("default"))) const encoder_module nabla_encoder = {
    .open = open_encoder,
    .write = write_picture,
    .finish = finish,
    .close = close_encoder,
    .mux_open = libav_mux_open,
    .mux_write = libav_mux_write,
    .mux_finish = libav_mux_finish,
    .mux_close = libav_mux_close,
    .voice_open = libav_voice_open,
    .voice_write = libav_voice_write,
    .voice_finish = libav_voice_finish,
    .voice_close = libav_voice_close,
    .speech_open = libav_speech_open,
    .speech_read = libav_speech_read,
    .speech_close = libav_speech_close,
};
