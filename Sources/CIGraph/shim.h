/* igraph.h turns on _GNU_SOURCE, which changes fd_set: system headers come first, so that they are as Swift sees them. */
#include <sys/types.h>
#include <sys/select.h>
#include <math.h>
#include <stdlib.h>
#include <stdio.h>
#include <igraph/igraph.h>
