#ifndef SLIPWAY_TEST_CHECK_H
#define SLIPWAY_TEST_CHECK_H

#include <stdio.h>
#include <stdlib.h>

/** Ends the test with the place and what was expected. */
#define CHECK(condition)                                                                  \
  do {                                                                                    \
    if (!(condition)) {                                                                   \
      fprintf(stderr, "%s:%d: %s: expected %s\n", __FILE__, __LINE__, __func__, #condition); \
      exit(1);                                                                            \
    }                                                                                     \
  } while (0)

#endif
