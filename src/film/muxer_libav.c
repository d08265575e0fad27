// Muxers by libavformat: MP4, WebM, QuickTime.
#include <errno.h>
#include <libavformat/avformat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "film/encoder_libav.h"
#include "film/sound_libav.h"

typedef struct muxing {
  char name[1024];
  const film_plan *plan;
  AVFormatContext *format;
  AVStream *stream;
  AVPacket *packet;
  // Sound, where there is any.
  const film_sound *sound;
  AVStream *voice;
  AVCodecContext *codec;
  AVFrame *frame;
  int64_t spoken; // samples that have been encoded
} muxing;

static nb_error failed(const muxing *m, const char *what, int code)
{
  return libav_failed(what, m->name, code);
}

// A chapter a step; the caption with its title where there is no other place for it.
static bool add_chapter(muxing *m, int k)
{
  const film_plan *p = m->plan;
  const plan_step *step = &p->steps[k];
  AVFormatContext *f = m->format;
  AVChapter **more = av_realloc_array(f->chapters, f->nb_chapters + 1, sizeof *more);
  if (!more)
    return false;
  f->chapters = more;
  AVChapter *c = f->chapters[f->nb_chapters] = av_mallocz(sizeof *c);
  if (!c)
    return false;
  f->nb_chapters++;
  char title[sizeof step->title + sizeof step->say + 8];
  size_t length = strlen(step->title);
  bool with_caption = p->captions == FILM_CHAPTERS && step->say[0];
  bool ended = length > 0 && strchr("?!.:", step->title[length - 1]);
  snprintf(title, sizeof title, "%s%s%s", step->title,
           !with_caption ? ""
           : ended       ? " "
                         : ": ",
           with_caption ? step->say : "");
  c->id = k + 1;
  c->time_base = (AVRational){1, p->fps};
  c->start = step->first;
  c->end = k + 1 < p->step_count ? p->steps[k + 1].first : p->frames;
  return av_dict_set(&c->metadata, "title", title, 0) >= 0;
}

// The stream as the encoder describes it: opened here for nothing else.
static nb_error describe_stream(muxing *m)
{
  const film_plan *p = m->plan;
  AVCodecContext *codec = NULL;
  nb_error e = libav_open_codec(&codec, p->format, p->width, p->height, p->fps, p->transparent);
  if (!nb_failed(e)) {
    int code = avcodec_parameters_from_context(m->stream->codecpar, codec);
    if (code < 0)
      e = failed(m, "begin", code);
  }
  avcodec_free_context(&codec);
  m->stream->time_base = (AVRational){1, p->fps};
  m->stream->avg_frame_rate = (AVRational){p->fps, 1};
  m->stream->sample_aspect_ratio = (AVRational){1, 1};
  if (p->transparent && p->format == FILM_WEBM)
    av_dict_set(&m->stream->metadata, "alpha_mode", "1", 0);
  return e;
}

static nb_error describe_voice(muxing *m)
{
  bool webm = m->plan->format == FILM_WEBM;
  nb_error e = libav_open_sound(&m->codec, webm ? AV_CODEC_ID_OPUS : AV_CODEC_ID_AAC);
  if (nb_failed(e))
    return e;
  m->voice = avformat_new_stream(m->format, NULL);
  m->frame = libav_sound_frame(m->codec);
  if (!m->voice || !m->frame)
    return failed(m, "begin", AVERROR(ENOMEM));
  m->voice->time_base = m->codec->time_base;
  int code = avcodec_parameters_from_context(m->voice->codecpar, m->codec);
  return code < 0 ? failed(m, "begin", code) : nb_ok();
}

static nb_error begin_file(muxing *m, const char *path)
{
  static const char *const names[] = {[FILM_MP4] = "mp4", [FILM_WEBM] = "webm", [FILM_MOV] = "mov"};
  int code = avformat_alloc_output_context2(&m->format, NULL, names[m->plan->format], path);
  if (code < 0)
    return failed(m, "begin", code);
  m->format->flags |= AVFMT_FLAG_BITEXACT;
  m->stream = avformat_new_stream(m->format, NULL);
  if (!m->stream)
    return failed(m, "begin", AVERROR(ENOMEM));
  nb_error e = describe_stream(m);
  if (!nb_failed(e) && m->sound)
    e = describe_voice(m);
  if (nb_failed(e))
    return e;
  for (int k = 0; k < m->plan->step_count; k++)
    if (!add_chapter(m, k))
      return failed(m, "begin", AVERROR(ENOMEM));
  code = avio_open(&m->format->pb, path, AVIO_FLAG_WRITE);
  AVDictionary *choices = NULL;
  if (m->plan->format != FILM_WEBM)
    av_dict_set(&choices, "movflags", "+faststart+write_colr", 0);
  else
    av_dict_set(&choices, "cues_to_front", "1", 0); // a player can jump before it has all of the file
  if (code >= 0)
    code = avformat_write_header(m->format, &choices);
  av_dict_free(&choices);
  return code < 0 ? failed(m, "write", code) : nb_ok();
}

void libav_mux_close(void *muxer)
{
  muxing *m = muxer;
  if (m->format) {
    avio_closep(&m->format->pb);
    avformat_free_context(m->format);
  }
  av_packet_free(&m->packet);
  av_frame_free(&m->frame);
  avcodec_free_context(&m->codec);
  free(m);
}

nb_error libav_mux_open(void **out, const film_plan *plan, const char *path, const char *name,
                        const film_sound *sound)
{
  *out = NULL;
  muxing *m = calloc(1, sizeof *m);
  if (!m)
    return nb_fail(NB_NO_MEMORY, "no memory for the film");
  m->plan = plan;
  m->sound = sound;
  snprintf(m->name, sizeof m->name, "%s", name);
  m->packet = av_packet_alloc();
  nb_error e = m->packet ? begin_file(m, path) : nb_fail(NB_NO_MEMORY, "no memory for the film");
  if (nb_failed(e))
    libav_mux_close(m);
  else
    *out = m;
  return e;
}

static int fill(AVPacket *to, const film_packet *from)
{
  int code = av_new_packet(to, (int)from->size);
  if (code < 0)
    return code;
  memcpy(to->data, from->bytes, from->size);
  to->pts = from->pts;
  to->dts = from->dts;
  to->duration = 1;
  to->flags = from->key ? AV_PKT_FLAG_KEY : 0;
  if (from->alpha_size) {
    uint8_t *alpha = av_packet_new_side_data(to, AV_PKT_DATA_MATROSKA_BLOCKADDITIONAL, from->alpha_size);
    if (!alpha)
      return AVERROR(ENOMEM);
    memcpy(alpha, from->alpha, from->alpha_size);
  }
  return 0;
}

// Writes what the voice's encoder has ready.
static int drain_voice(muxing *m)
{
  int code;
  while ((code = avcodec_receive_packet(m->codec, m->packet)) >= 0) {
    m->packet->stream_index = m->voice->index;
    av_packet_rescale_ts(m->packet, m->codec->time_base, m->voice->time_base);
    code = av_write_frame(m->format, m->packet);
    av_packet_unref(m->packet);
    if (code < 0)
      return code;
  }
  return code == AVERROR(EAGAIN) || code == AVERROR_EOF ? 0 : code;
}

// Encodes sound up to a sample of the film.
static int speak_until(muxing *m, int64_t until)
{
  float wave[4096];
  int64_t start = (int64_t)(m->plan->from * SOUND_RATE + 0.5);
  while (m->spoken < until) {
    int size = m->codec->frame_size, count = until - m->spoken < size ? (int)(until - m->spoken) : size;
    int code = size <= (int)(sizeof wave / sizeof *wave) ? av_frame_make_writable(m->frame) : AVERROR(EINVAL);
    if (code < 0)
      return code;
    m->sound->read(m->sound->context, start + m->spoken, wave, count);
    libav_fill_sound(m->frame, wave, count);
    m->frame->pts = m->spoken;
    m->spoken += count;
    code = avcodec_send_frame(m->codec, m->frame);
    if (code >= 0)
      code = drain_voice(m);
    if (code < 0)
      return code;
  }
  return 0;
}

// Whole frames of sound only, until the film's end.
static int64_t samples_until(const muxing *m, int64_t frame)
{
  int64_t sample = frame * SOUND_RATE / m->plan->fps, all = m->plan->frames * SOUND_RATE / m->plan->fps;
  int64_t whole = (sample + m->codec->frame_size - 1) / m->codec->frame_size * m->codec->frame_size;
  return frame >= m->plan->frames || whole > all ? all : whole;
}

nb_error libav_mux_write(void *muxer, const film_packet *packet)
{
  muxing *m = muxer;
  int code = m->sound && packet->dts > 0 ? speak_until(m, samples_until(m, packet->dts)) : 0;
  if (code < 0)
    return failed(m, "write", code);
  code = fill(m->packet, packet);
  if (code >= 0) {
    m->packet->stream_index = m->stream->index;
    av_packet_rescale_ts(m->packet, (AVRational){1, m->plan->fps}, m->stream->time_base);
    code = av_write_frame(m->format, m->packet);
  }
  av_packet_unref(m->packet);
  if (code >= 0 && m->format->pb->error < 0)
    code = m->format->pb->error;
  return code < 0 ? failed(m, "write", code) : nb_ok();
}

nb_error libav_mux_finish(void *muxer)
{
  muxing *m = muxer;
  int code = m->sound ? speak_until(m, samples_until(m, m->plan->frames)) : 0;
  if (code >= 0 && m->sound && (code = avcodec_send_frame(m->codec, NULL)) >= 0)
    code = drain_voice(m);
  if (code >= 0)
    code = av_write_trailer(m->format);
  if (code >= 0)
    code = avio_closep(&m->format->pb);
  return code < 0 ? failed(m, "write", code) : nb_ok();
}
