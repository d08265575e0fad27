#include "notebook/schedule.h"

#include <math.h>

#define LEAST 0.001
#define LONGEST 36500.0
#define DAY 86400
#define MORNING (4 * 3600)

// The parameters that FSRS-6 was published with.
static const double w[] = {0.212,  1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194,
                           0.001,  1.8722, 0.1666, 0.796,  1.4835, 0.0614, 0.2629,
                           1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542};

static double within(double x, double low, double high)
{
  return fmin(fmax(x, low), high);
}

static double first_difficulty(schedule_grade grade)
{
  return w[4] - exp(w[5] * ((double)grade - 1)) + 1;
}

// Moves less the nearer it is to 10, and always a little towards that of what is easy.
static double next_difficulty(double difficulty, schedule_grade grade)
{
  double moved = difficulty - w[6] * ((double)grade - 3) * (10 - difficulty) / 9;
  return within(w[7] * first_difficulty(SCHEDULE_EASY) + (1 - w[7]) * moved, 1, 10);
}

static double after_knowing(schedule_memory m, double known, schedule_grade grade)
{
  double hard = grade == SCHEDULE_HARD ? w[15] : 1, easy = grade == SCHEDULE_EASY ? w[16] : 1;
  return m.stability * (1 + exp(w[8]) * (11 - m.difficulty) * pow(m.stability, -w[9]) *
                                expm1(w[10] * (1 - known)) * hard * easy);
}

// Never better than forgetting it on the day that it was asked.
static double after_forgetting(schedule_memory m, double known)
{
  double anew =
      w[11] * pow(m.difficulty, -w[12]) * (pow(m.stability + 1, w[13]) - 1) * exp(w[14] * (1 - known));
  return fmin(anew, m.stability / exp(w[17] * w[18]));
}

static double after_same_day(schedule_memory m, schedule_grade grade)
{
  double grows = exp(w[17] * ((double)grade - 3 + w[18])) * pow(m.stability, -w[19]);
  return m.stability * (grade == SCHEDULE_AGAIN ? grows : fmax(grows, 1));
}

schedule_memory schedule_review(schedule_memory m, int days, schedule_grade grade)
{
  if (!(m.stability > 0))
    return (schedule_memory){w[grade - 1], within(first_difficulty(grade), 1, 10)};
  double known = schedule_known(m, days), stability;
  if (days <= 0)
    stability = after_same_day(m, grade);
  else if (grade == SCHEDULE_AGAIN)
    stability = after_forgetting(m, known);
  else
    stability = after_knowing(m, known, grade);
  return (schedule_memory){within(stability, LEAST, LONGEST), next_difficulty(m.difficulty, grade)};
}

double schedule_known(schedule_memory m, int days)
{
  if (!(m.stability > 0))
    return 0;
  double factor = pow(0.9, -1 / w[20]) - 1;
  return pow(1 + factor * (days > 0 ? days : 0) / m.stability, -w[20]);
}

// Where nine in ten are to be known it is the stability itself.
int schedule_interval(schedule_memory m)
{
  return (int)within(round(m.stability), 1, LONGEST);
}

long schedule_day(double at, long east)
{
  return (long)floor((at + (double)(east - MORNING)) / DAY);
}

double schedule_morning(long day, long east)
{
  return (double)day * DAY + MORNING - (double)east;
}
