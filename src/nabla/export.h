// What libnabla shows of itself to scenes and to the program; all else is hidden.
#ifndef NABLA_EXPORT_H
#define NABLA_EXPORT_H

#if defined(__cplusplus)
#define NB_API extern "C" __attribute__((visibility("default")))
#else
#define NB_API __attribute__((visibility("default")))
#endif

#endif
