// A film of a recording: its pictures and its sound are of one length, and what is seen and heard at the same moment is so at
// the film's end too.
#include "staged.h"

#include <math.h>

#include "app/recorded_film.h"
#include "app/recorder.h"
#include "decoding.h"
#include "film/film.h"
#include "folder.h"
#include "notebook/recording_file.h"

#define SECONDS 12
#define MOMENT 11.25 // when it is seen and heard

static double clock_now;

static double now(void)
{
  return clock_now;
}

// ---------------------------------------------------------------------------------------------------------------
// A recording: a picture that changes once, and a tone that begins with it

typedef struct speaking {
  notebook *notebook;
  int recording;
  int64_t next; // sample
} speaking;

static void keep_packet(void *to, const void *bytes, size_t size)
{
  speaking *s = to;
  uint8_t row[RECORDING_MAX_PACKET + 2];
  size_t length = recording_put_packet(row, bytes, size);
  assert_true(notebook_add_sound(s->notebook, s->recording, s->next, row, length));
  s->next += RECORDING_PACKET;
}

static void speak(notebook *n, int recording)
{
  speaking s = {.notebook = n, .recording = recording};
  voice *v;
  int delay;
  assert_ok(voice_open(&v, keep_packet, &s, &delay));
  s.next = -delay;
  for (int64_t k = 0; k < SECONDS * SOUND_RATE; k += SOUND_PACKET) {
    float wave[SOUND_PACKET];
    for (int n_th = 0; n_th < SOUND_PACKET; n_th++) {
      double at = (double)(k + n_th) / SOUND_RATE;
      wave[n_th] = at < MOMENT || at > MOMENT + 0.3 ? 0 : 0.8f * (float)sin(2 * 3.14159265 * 440 * at);
    }
    assert_ok(voice_write(v, wave, SOUND_PACKET));
  }
  voice_close(v);
}

static int record(const char *path)
{
  recorder r;
  ink hand;
  notebook *n = notebook_open(&(notebook_options){.path = path});
  stage *s = open_scene(TEST_SCENE("ticked"), NULL);
  assert_ok(ink_open(&hand));
  clock_now = 100;
  jump(s, 1, 1);
  assert_ok(recorder_begin(&r, &(recorder_start){.notebook = n,
                                                 .now = now,
                                                 .scene = "tests/ticked",
                                                 .stage = s,
                                                 .desk = &hand.desk,
                                                 .page = 1,
                                                 .microphone = ""}));
  int number = r.number;
  for (; clock_now < 100 + SECONDS; clock_now += 0.125) {
    if (fabs(clock_now - 100 - MOMENT) < 1e-9)
      jump(s, 4, 0.2f);
    recorder_tend(&r);
  }
  speak(n, number);
  recorder_end(&r);
  stage_close(s);
  ink_close(&hand);
  notebook_close(n);
  return number;
}

// ---------------------------------------------------------------------------------------------------------------
// What came of it

// The second at which the picture changes most.
static double seen_at(const char *path, double *length)
{
  decoding d = open_film(path);
  uint8_t *before = NULL;
  double most = 0, at = -1;
  AVRational base = d.format->streams[0]->time_base;
  while (next_frame(&d)) {
    int width = d.frame->width, height = d.frame->height;
    double change = 0;
    for (int y = 0; before && y < height; y++)
      for (int x = 0; x < width; x++)
        change += abs(d.frame->data[0][y * d.frame->linesize[0] + x] - before[y * width + x]);
    if (change > most) {
      most = change;
      at = (double)d.frame->pts * av_q2d(base);
    }
    before = before ? before : malloc((size_t)width * height);
    for (int y = 0; y < height; y++)
      memcpy(before + y * width, d.frame->data[0] + y * d.frame->linesize[0], (size_t)width);
    *length = (double)d.frame->pts * av_q2d(base) + 1.0 / 30;
  }
  free(before);
  close_film(&d);
  return at;
}

// The second at which it is loud for the first time.
static double heard_at(const char *path, double *length)
{
  decoding d = {.packet = av_packet_alloc(), .frame = av_frame_alloc()};
  assert_int_equal(avformat_open_input(&d.format, path, NULL, NULL), 0);
  assert_true(avformat_find_stream_info(d.format, NULL) >= 0);
  int which = av_find_best_stream(d.format, AVMEDIA_TYPE_AUDIO, -1, -1, NULL, 0);
  assert_true(which >= 0);
  const AVCodecParameters *p = d.format->streams[which]->codecpar;
  const AVCodec *codec = avcodec_find_decoder(p->codec_id);
  d.codec = avcodec_alloc_context3(codec);
  assert_int_equal(avcodec_parameters_to_context(d.codec, p), 0);
  d.codec->pkt_timebase = d.format->streams[which]->time_base;
  assert_int_equal(avcodec_open2(d.codec, codec, NULL), 0);
  double at = -1, base = av_q2d(d.format->streams[which]->time_base);
  while (av_read_frame(d.format, d.packet) >= 0) {
    if (d.packet->stream_index == which && avcodec_send_packet(d.codec, d.packet) == 0)
      while (avcodec_receive_frame(d.codec, d.frame) == 0) {
        const float *wave = (const float *)(const void *)d.frame->data[0];
        double start = (double)d.frame->pts * base;
        for (int k = 0; k < d.frame->nb_samples && at < 0; k++)
          if (fabsf(wave[k]) > 0.2f)
            at = start + (double)k / d.frame->sample_rate;
        *length = start + (double)d.frame->nb_samples / d.frame->sample_rate;
      }
    av_packet_unref(d.packet);
  }
  close_film(&d);
  return at;
}

static void pictures_and_sound_stay_together(void **unused)
{
  (void)unused;
  static const char *const names[] = {"talk.mp4", "talk.webm"};
  folder f = folder_make();
  char *path = folder_file(&f, "n.sqlite");
  static const shelf scenes = {.scenes = NABLA_BUILD "/tests/scenes", .sources = NABLA_BUILD "/no-scenes"};
  recorded_film *film;
  recorded_film_options options = {
      .notebook = path, .number = record(path), .assets = NABLA_ASSETS, .shelf = &scenes};
  for (int k = 0; k < 2; k++) {
    char *to = folder_file(&f, names[k]);
    assert_ok(recorded_film_open(&film, &options));
    film_job job = {.source = recorded_film_source(film),
                    .assets = NABLA_ASSETS,
                    .width = 160,
                    .height = 90,
                    .fps = 30,
                    .jobs = 2,
                    .output = to,
                    .quiet = true,
                    .in_process = true};
    assert_ok(film_video(&job));
    recorded_film_close(film);
    double pictures = 0, sound = 0, seen = seen_at(to, &pictures), heard = heard_at(to, &sound);
    if (!(fabs(seen - MOMENT) <= 0.04) || !(fabs(heard - MOMENT) <= 0.04) || !(fabs(seen - heard) <= 0.04))
      fail_msg("%s: seen at %.4f s, heard at %.4f s, where %.4f s is right", names[k], seen, heard, MOMENT);
    if (!(fabs(pictures - SECONDS) <= 0.15) || !(fabs(pictures - sound) <= 0.04))
      fail_msg("%s: %.4f s of pictures, %.4f s of sound", names[k], pictures, sound);
    free(to);
  }
  free(path);
  folder_remove(&f);
}

int main(void)
{
  staged_in_process = true;
  const struct CMUnitTest tests[] = {cmocka_unit_test(pictures_and_sound_stay_together)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
