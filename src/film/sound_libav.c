// Sound by libavcodec: libopus, its own AAC.
#include "film/sound_libav.h"

#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
#include <stdlib.h>
#include <string.h>

#include "film/encoder_libav.h"

// ---------------------------------------------------------------------------------------------------------------
// Encoders

// Both AAC's and libopus's encoders take floats.
static const AVCodec *find_encoder(enum AVCodecID id)
{
  return id == AV_CODEC_ID_OPUS ? avcodec_find_encoder_by_name("libopus") : avcodec_find_encoder(id);
}

nb_error libav_open_sound(AVCodecContext **out, enum AVCodecID id)
{
  const AVCodec *codec = find_encoder(id);
  bool opus = id == AV_CODEC_ID_OPUS;
  av_log_set_level(AV_LOG_QUIET);
  if (!codec)
    return nb_fail(NB_NO_ENCODER, "this system's libavcodec has no %s", opus ? "libopus" : "AAC");
  AVCodecContext *c = *out = avcodec_alloc_context3(codec);
  if (!c)
    return nb_fail(NB_NO_MEMORY, "no memory for sound");
  c->sample_rate = SOUND_RATE;
  c->sample_fmt = opus ? AV_SAMPLE_FMT_FLT : AV_SAMPLE_FMT_FLTP;
  c->ch_layout = (AVChannelLayout)AV_CHANNEL_LAYOUT_MONO;
  c->bit_rate = opus ? 40000 : 96000;
  c->time_base = (AVRational){1, SOUND_RATE};
  c->thread_count = 1;
  c->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
  AVDictionary *choices = NULL;
  if (opus)
    av_dict_set(&choices, "application", "voip", 0);
  int code = avcodec_open2(c, codec, &choices);
  av_dict_free(&choices);
  return code < 0 ? nb_fail(NB_NO_ENCODER, "%s does not take sound of %d Hz", codec->name, SOUND_RATE)
                  : nb_ok();
}

AVFrame *libav_sound_frame(const AVCodecContext *codec)
{
  AVFrame *f = av_frame_alloc();
  if (!f)
    return NULL;
  f->format = codec->sample_fmt;
  f->sample_rate = codec->sample_rate;
  f->ch_layout = codec->ch_layout;
  f->nb_samples = codec->frame_size;
  if (av_frame_get_buffer(f, 0) < 0)
    av_frame_free(&f);
  return f;
}

void libav_fill_sound(AVFrame *frame, const float *wave, int count)
{
  memcpy(frame->data[0], wave, (size_t)count * sizeof *wave);
  memset(frame->data[0] + (size_t)count * sizeof *wave, 0,
         (size_t)(frame->nb_samples - count) * sizeof *wave);
}

// ---------------------------------------------------------------------------------------------------------------
// A voice

typedef struct voicing {
  AVCodecContext *codec;
  AVFrame *frame;
  AVPacket *packet;
  sound_sink *sink;
  void *to;
  float waiting[SOUND_PACKET]; // less than a packet
  int wait_count;
  int64_t next; // sample
} voicing;

void libav_voice_close(void *opened)
{
  voicing *v = opened;
  avcodec_free_context(&v->codec);
  av_frame_free(&v->frame);
  av_packet_free(&v->packet);
  free(v);
}

nb_error libav_voice_open(void **out, sound_sink *sink, void *to, int *delay)
{
  *out = NULL;
  voicing *v = calloc(1, sizeof *v);
  if (!v)
    return nb_fail(NB_NO_MEMORY, "no memory for sound");
  v->sink = sink;
  v->to = to;
  v->packet = av_packet_alloc();
  nb_error e = libav_open_sound(&v->codec, AV_CODEC_ID_OPUS);
  if (!nb_failed(e))
    v->frame = libav_sound_frame(v->codec);
  if (!nb_failed(e) && (!v->frame || !v->packet || v->codec->frame_size != SOUND_PACKET))
    e = nb_fail(NB_NO_MEMORY, "no memory for sound");
  if (nb_failed(e)) {
    libav_voice_close(v);
    return e;
  }
  *delay = v->codec->initial_padding;
  *out = v;
  return e;
}

static nb_error drain(voicing *v)
{
  for (;;) {
    int code = avcodec_receive_packet(v->codec, v->packet);
    if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
      return nb_ok();
    if (code < 0)
      return libav_failed("encode", "the voice", code);
    v->sink(v->to, v->packet->data, (size_t)v->packet->size);
    av_packet_unref(v->packet);
  }
}

static nb_error encode(voicing *v, const float *wave, int count)
{
  int code = av_frame_make_writable(v->frame);
  if (code >= 0) {
    libav_fill_sound(v->frame, wave, count);
    v->frame->pts = v->next;
    v->next += SOUND_PACKET;
    code = avcodec_send_frame(v->codec, v->frame);
  }
  return code < 0 ? libav_failed("encode", "the voice", code) : drain(v);
}

nb_error libav_voice_write(void *opened, const float *wave, int count)
{
  voicing *v = opened;
  nb_error e = nb_ok();
  while (count > 0 && !nb_failed(e)) {
    int taken = SOUND_PACKET - v->wait_count < count ? SOUND_PACKET - v->wait_count : count;
    memcpy(v->waiting + v->wait_count, wave, (size_t)taken * sizeof *wave);
    v->wait_count += taken;
    wave += taken;
    count -= taken;
    if (v->wait_count < SOUND_PACKET)
      break;
    e = encode(v, v->waiting, SOUND_PACKET);
    v->wait_count = 0;
  }
  return e;
}

nb_error libav_voice_finish(void *opened)
{
  voicing *v = opened;
  nb_error e = v->wait_count > 0 ? encode(v, v->waiting, v->wait_count) : nb_ok();
  v->wait_count = 0;
  if (!nb_failed(e) && avcodec_send_frame(v->codec, NULL) >= 0)
    e = drain(v);
  return e;
}

// ---------------------------------------------------------------------------------------------------------------
// Speech

typedef struct speaking {
  AVCodecContext *codec;
  AVFrame *frame;
  AVPacket *packet;
} speaking;

void libav_speech_close(void *opened)
{
  speaking *s = opened;
  avcodec_free_context(&s->codec);
  av_frame_free(&s->frame);
  av_packet_free(&s->packet);
  free(s);
}

nb_error libav_speech_open(void **out)
{
  *out = NULL;
  // libopus itself: libavcodec's own decoder holds samples back to resample them.
  const AVCodec *codec = avcodec_find_decoder_by_name("libopus");
  codec = codec ? codec : avcodec_find_decoder(AV_CODEC_ID_OPUS);
  av_log_set_level(AV_LOG_QUIET);
  if (!codec)
    return nb_fail(NB_NO_ENCODER, "this system's libavcodec cannot decode Opus");
  speaking *s = calloc(1, sizeof *s);
  if (!s)
    return nb_fail(NB_NO_MEMORY, "no memory for sound");
  s->codec = avcodec_alloc_context3(codec);
  s->frame = av_frame_alloc();
  s->packet = av_packet_alloc();
  nb_error e = s->codec && s->frame && s->packet ? nb_ok() : nb_fail(NB_NO_MEMORY, "no memory for sound");
  if (!nb_failed(e)) {
    s->codec->sample_rate = SOUND_RATE;
    s->codec->ch_layout = (AVChannelLayout)AV_CHANNEL_LAYOUT_MONO;
    s->codec->request_sample_fmt = AV_SAMPLE_FMT_FLT;
    s->codec->thread_count = 1;
    if (avcodec_open2(s->codec, codec, NULL) < 0)
      e = nb_fail(NB_NO_ENCODER, "%s does not take sound of %d Hz", codec->name, SOUND_RATE);
  }
  if (nb_failed(e))
    libav_speech_close(s);
  else
    *out = s;
  return e;
}

static int take_frame(const AVFrame *f, float *wave, int capacity)
{
  int count = f->nb_samples < capacity ? f->nb_samples : capacity;
  if (f->sample_rate != SOUND_RATE || f->ch_layout.nb_channels != 1)
    return 0;
  if (f->format == AV_SAMPLE_FMT_FLT || f->format == AV_SAMPLE_FMT_FLTP) {
    memcpy(wave, f->data[0], (size_t)count * sizeof *wave);
  } else if (f->format == AV_SAMPLE_FMT_S16 || f->format == AV_SAMPLE_FMT_S16P) {
    const int16_t *from = (const int16_t *)(const void *)f->data[0];
    for (int k = 0; k < count; k++)
      wave[k] = (float)from[k] / 32768;
  } else {
    count = 0;
  }
  return count;
}

int libav_speech_read(void *opened, const void *bytes, size_t size, float *wave, int capacity)
{
  speaking *s = opened;
  int count = 0;
  if (size > 1 << 16 || av_new_packet(s->packet, (int)size) < 0)
    return 0;
  memcpy(s->packet->data, bytes, size);
  if (avcodec_send_packet(s->codec, s->packet) >= 0)
    while (avcodec_receive_frame(s->codec, s->frame) >= 0) {
      count += take_frame(s->frame, wave + count, capacity - count);
      av_frame_unref(s->frame);
    }
  av_packet_unref(s->packet);
  return count;
}
