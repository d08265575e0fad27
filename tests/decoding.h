// A film read back, frame by frame.
#ifndef TESTS_DECODING_H
#define TESTS_DECODING_H

#include <stdbool.h>

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>

typedef struct decoding {
  AVFormatContext *format;
  AVCodecContext *codec;
  AVPacket *packet;
  AVFrame *frame;
} decoding;

static inline decoding open_film(const char *path)
{
  decoding d = {.packet = av_packet_alloc(), .frame = av_frame_alloc()};
  assert_int_equal(avformat_open_input(&d.format, path, NULL, NULL), 0);
  assert_true(avformat_find_stream_info(d.format, NULL) >= 0);
  const AVCodecParameters *p = d.format->streams[0]->codecpar;
  assert_int_equal(p->codec_type, AVMEDIA_TYPE_VIDEO);
  // libavcodec's own VP9 passes over alpha; libvpx reads it.
  AVDictionaryEntry *alpha = av_dict_get(d.format->streams[0]->metadata, "alpha_mode", NULL, 0);
  const AVCodec *codec =
      alpha ? avcodec_find_decoder_by_name("libvpx-vp9") : avcodec_find_decoder(p->codec_id);
  d.codec = avcodec_alloc_context3(codec);
  assert_int_equal(avcodec_parameters_to_context(d.codec, p), 0);
  assert_int_equal(avcodec_open2(d.codec, codec, NULL), 0);
  return d;
}

static inline void close_film(decoding *d)
{
  avcodec_free_context(&d->codec);
  avformat_close_input(&d->format);
  av_packet_free(&d->packet);
  av_frame_free(&d->frame);
}

// The next frame in d->frame; false after the last one.
static inline bool next_frame(decoding *d)
{
  for (;;) {
    int code = avcodec_receive_frame(d->codec, d->frame);
    if (code == 0 || code == AVERROR_EOF)
      return code == 0;
    assert_int_equal(code, AVERROR(EAGAIN));
    code = av_read_frame(d->format, d->packet);
    if (code < 0)
      assert_int_equal(avcodec_send_packet(d->codec, NULL), 0);
    else if (d->packet->stream_index == 0) // the titles of chapters are a stream, too
      assert_int_equal(avcodec_send_packet(d->codec, d->packet), 0);
    av_packet_unref(d->packet);
  }
}

#endif
