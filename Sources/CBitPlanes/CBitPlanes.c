#define _GNU_SOURCE
#include "CBitPlanes.h"

#include <stdlib.h>
#include <string.h>
#if defined(__linux__)
#include <sys/mman.h>
#endif

// 512 rows. Where the processor has no such register the compiler uses several.
typedef uint64_t V __attribute__((vector_size(64), aligned(64)));

_Static_assert(sizeof(V) == HEED_LINE_WORDS * sizeof(uint64_t), "a line is a vector");

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "row r of a plane is bit r % 8 of byte r / 8");

enum { VECTORS = HEED_TILE_WORDS / 8 };

#define INLINED static inline __attribute__((always_inline))

// The areas of one tile, and how far on the next tile's input lies. Where the planes of input and output stand apart, `inputs` and
// `outputs` say where each begins, and `first` how far the tile lies from there.
typedef struct {
  V *area[4];
  size_t ahead;
  const uint64_t *const *inputs;
  uint64_t *const *outputs;
  size_t first;
} tile_areas;

// Whether `inputs` is NULL is known wherever this is inlined.
INLINED V *at(const tile_areas *areas, uint32_t place) {
  const uint32_t area = place >> HEED_AREA_SHIFT, number = place & HEED_NUMBER_MASK;
  if (areas->inputs && area == HEED_INPUT) return (V *)areas->inputs[number] + areas->first;
  if (areas->inputs && area == HEED_OUTPUT) return (V *)areas->outputs[number] + areas->first;
  return areas->area[area] + (size_t)number * VECTORS;
}

INLINED void fetch_ahead(const tile_areas *areas, const uint32_t *operands, uint32_t count) {
  if (!areas->ahead) return;
  for (uint32_t i = 0; i < count; i++)
    if (operands[i] & HEED_FIRST_USE) {
      const V *next = at(areas, operands[i] & ~HEED_FIRST_USE) + areas->ahead;
      for (int v = 0; v < VECTORS; v++) __builtin_prefetch(next + v, 0, 2);
    }
}

// At least `levels` of the operands (or, with `dual`, all but levels - 1), `block` vectors at a time: reached[l] says that
// l + 1 of the operands so far are set. All but the operands are constants wherever this is inlined.
INLINED void threshold(
  const tile_areas *areas, V *answer, const uint32_t *operands, uint32_t count, int levels, int dual, int vectors,
  int block) {
  for (int b = 0; b < vectors; b += block) {
    V reached[HEED_MOST_LEVELS][VECTORS];
    for (int l = 0; l < levels; l++)
      for (int v = 0; v < block; v++) reached[l][v] = dual ? ~(V){0} : (V){0};
    for (uint32_t i = 0; i < count; i++) {
      const V *operand = at(areas, operands[i]) + b;
      for (int v = 0; v < block; v++) {
        const V x = operand[v];
        for (int l = levels - 1; l > 0; l--)
          reached[l][v] = dual ? reached[l][v] & (reached[l - 1][v] | x) : reached[l][v] | (reached[l - 1][v] & x);
        reached[0][v] = dual ? reached[0][v] & x : reached[0][v] | x;
      }
    }
    for (int v = 0; v < block; v++) answer[b + v] = reached[levels - 1][v];
  }
}

INLINED void odd(const tile_areas *areas, V *answer, const uint32_t *operands, uint32_t count, int vectors) {
  for (int v = 0; v < vectors; v++) {
    V sum = {0};
    for (uint32_t i = 0; i < count; i++) sum ^= at(areas, operands[i])[v];
    answer[v] = sum;
  }
}

INLINED void but_not(const tile_areas *areas, V *answer, const uint32_t *operands, uint32_t count, int vectors) {
  for (int v = 0; v < vectors; v++) {
    V left = at(areas, operands[0])[v];
    for (uint32_t i = 1; i < count; i++) left &= ~at(areas, operands[i])[v];
    answer[v] = left;
  }
}

// As many of some vectors at a time as the registers hold together with `levels` of each.
INLINED int block_of(int vectors, int registers, int levels) {
  int block = vectors;
  while (block > 1 && block * levels * 2 > registers) block /= 2;
  return block;
}

#define LEVEL(n)                                                                                          \
  case HEED_ANY + n - 1:                                                                                  \
    threshold(areas, answer, operands, count, n, 0, vectors, block_of(vectors, registers, n));            \
    break;                                                                                                \
  case HEED_ALL + n - 1:                                                                                  \
    threshold(areas, answer, operands, count, n, 1, vectors, block_of(vectors, registers, n));            \
    break;

// The first vectors of a tile. `vectors`, a power of two, and how many of them the registers hold are constants wherever this is inlined.
INLINED void run_tile(const heed_program *program, const tile_areas *areas, int vectors, int registers) {
  const uint32_t *const end = program->code + program->code_length;
  for (const uint32_t *next = program->code; next < end;) {
    const uint32_t operation = next[0], count = next[1];
    V *const answer = at(areas, next[2]);
    const uint32_t *const operands = next + 3;
    next = operands + count;
    fetch_ahead(areas, operands, count);
    switch (operation) {
      LEVEL(1) LEVEL(2) LEVEL(3) LEVEL(4) LEVEL(5) LEVEL(6) LEVEL(7) LEVEL(8)
      case HEED_ODD: odd(areas, answer, operands, count, vectors); break;
      case HEED_BUT_NOT: but_not(areas, answer, operands, count, vectors); break;
      default: abort();
    }
  }
}

#define TOGETHER const heed_program *program, const uint64_t *input, uint64_t *scratch, uint64_t *output, size_t tiles
#define APART \
  const heed_program *program, const uint64_t *const *inputs, uint64_t *scratch, uint64_t *const *outputs, size_t lines

// `registers`: how many vectors of 512 bits the registers hold, a constant wherever this is inlined.
INLINED void run(TOGETHER, int registers) {
  tile_areas areas = {
    {(V *)input, (V *)scratch, (V *)output, NULL}, program->input_planes * VECTORS, NULL, NULL, 0};
  for (size_t tile = 0; tile < tiles; tile++) {
    if (tile + 1 == tiles) areas.ahead = 0;
    run_tile(program, &areas, VECTORS, registers);
    areas.area[HEED_INPUT] += program->input_planes * VECTORS;
    areas.area[HEED_OUTPUT] += program->output_planes * VECTORS;
  }
}

INLINED void run_apart(APART, int registers) {
  tile_areas areas = {{NULL, (V *)scratch, NULL, NULL}, VECTORS, inputs, outputs, 0};
  for (; areas.first < lines; areas.first += VECTORS) {
    const size_t left = lines - areas.first;
    if (left <= VECTORS) areas.ahead = 0;
    if (left > VECTORS / 2) run_tile(program, &areas, VECTORS, registers);
    else if (left > VECTORS / 4) run_tile(program, &areas, VECTORS / 2, registers);
    else run_tile(program, &areas, VECTORS / 4, registers);
  }
}

static void run_plain(TOGETHER) { run(program, input, scratch, output, tiles, 8); }
static void run_apart_plain(APART) { run_apart(program, inputs, scratch, outputs, lines, 8); }

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2")))
#define AVX512 __attribute__((target("avx512f")))
AVX2 static void run_avx2(TOGETHER) { run(program, input, scratch, output, tiles, 16); }
AVX2 static void run_apart_avx2(APART) { run_apart(program, inputs, scratch, outputs, lines, 16); }
AVX512 static void run_avx512(TOGETHER) { run(program, input, scratch, output, tiles, 32); }
AVX512 static void run_apart_avx512(APART) { run_apart(program, inputs, scratch, outputs, lines, 32); }
#endif

int heed_widest(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return 512;
  if (__builtin_cpu_supports("avx2")) return 256;
#endif
  return 128;
}

static int chosen(int width) {
  const int widest = heed_widest();
  return width < widest ? width : widest;
}

void heed_run(TOGETHER, int width) {
#if defined(__x86_64__)
  if (chosen(width) >= 512) return run_avx512(program, input, scratch, output, tiles);
  if (chosen(width) >= 256) return run_avx2(program, input, scratch, output, tiles);
#endif
  run_plain(program, input, scratch, output, tiles);
}

void heed_run_apart(APART, int width) {
#if defined(__x86_64__)
  if (chosen(width) >= 512) return run_apart_avx512(program, inputs, scratch, outputs, lines);
  if (chosen(width) >= 256) return run_apart_avx2(program, inputs, scratch, outputs, lines);
#endif
  run_apart_plain(program, inputs, scratch, outputs, lines);
}

const uint16_t *heed_scatter(
  const uint16_t *codes, const uint16_t *counts, size_t rows, size_t planes, uint64_t *gathered, uint64_t *tile) {
  // 512 rows at a time, one plane's bits in one line of the cache, and from there to the tile. Written straight to the tile, the
  // planes would stand a power of two apart and push each other out of the cache.
  for (int v = 0; v < VECTORS; v++) {
    memset(gathered, 0, planes * sizeof(V));
    for (size_t row = (size_t)v * 512; row < rows && row < (size_t)(v + 1) * 512; row++) {
      uint8_t *const byte = (uint8_t *)gathered + (row % 512) / 8;
      const uint8_t bit = (uint8_t)(1u << (row % 8));
      for (const uint16_t *end = codes + counts[row]; codes < end; codes++) byte[(size_t)*codes * 64] |= bit;
    }
    for (size_t plane = 0; plane < planes; plane++) ((V *)tile)[plane * VECTORS + v] = ((const V *)gathered)[plane];
  }
  return codes;
}

INLINED int is_any(V line) {
  uint64_t bits = 0;
  for (int word = 0; word < HEED_LINE_WORDS; word++) bits |= line[word];
  return bits != 0;
}

#define EACH(FOUND)                                    \
  for (size_t line = 0; line < lines; line++) {        \
    const V found = FOUND;                             \
    answer[line] = adds ? answer[line] | found : found; \
    *any |= found;                                     \
  }                                                    \
  break;

// `adds` is a constant wherever this is inlined.
INLINED void combine_lines(
  int operation, int adds, V *restrict answer, const V *restrict one, const V *restrict other, size_t lines, V *any) {
  switch (operation) {
    case HEED_BOTH: EACH(one[line] & other[line])
    case HEED_EITHER: EACH(one[line] | other[line])
    case HEED_ONE_ONLY: EACH(one[line] & ~other[line])
    case HEED_ONE_OR_NOT: EACH(one[line] | ~other[line])
    default: abort();
  }
}

#define COMBINING                                                                                              \
  int operation, int sliced, uint64_t *answer, const uint64_t *one, const uint64_t *other, const size_t *slices, \
    size_t count

INLINED int combine(COMBINING) {
  V any = {0};
  for (size_t slice = 0; slice < count; slice++) {
    const size_t first = slices[slice], lines = (slices[slice + 1] - first) / HEED_LINE_WORDS;
    V *const answers = (V *)answer;
    const V *const ones = (const V *)(one + (sliced & HEED_ONE_SLICED ? first : 0));
    const V *const others = (const V *)(other + (sliced & HEED_OTHER_SLICED ? first : 0));
    if (operation & HEED_ADD) combine_lines(operation & ~HEED_ADD, 1, answers, ones, others, lines, &any);
    else combine_lines(operation, 0, answers, ones, others, lines, &any);
  }
  return is_any(any);
}

__attribute__((noinline)) static int combine_plain(COMBINING) { return combine(operation, sliced, answer, one, other, slices, count); }
#if defined(__x86_64__)
AVX2 static int combine_avx2(COMBINING) { return combine(operation, sliced, answer, one, other, slices, count); }
AVX512 static int combine_avx512(COMBINING) { return combine(operation, sliced, answer, one, other, slices, count); }
#endif

int heed_combine(COMBINING, int width) {
#if defined(__x86_64__)
  if (chosen(width) >= 512) return combine_avx512(operation, sliced, answer, one, other, slices, count);
  if (chosen(width) >= 256) return combine_avx2(operation, sliced, answer, one, other, slices, count);
#endif
  return combine_plain(operation, sliced, answer, one, other, slices, count);
}

int heed_combine_whole(
  int operation, uint64_t *answer, const uint64_t *one, const uint64_t *other, size_t words, int width) {
  const size_t slices[] = {0, words};
  return heed_combine(operation, 0, answer, one, other, slices, 1, width);
}

#define UNITING \
  uint64_t *answer, const heed_pair *pairs, size_t pair_count, const size_t *slices, size_t count

// So many lines of a slice from one on; how many is a constant wherever this is inlined.
INLINED void unite_lines(
  V *answers, const heed_pair *pairs, size_t pair_count, size_t first, size_t line, int lines, V *any) {
  V found[4] = {{0}};
  for (const heed_pair *pair = pairs; pair < pairs + pair_count; pair++) {
    const V *const one = (const V *)(pair->sliced + first) + line, *const other = (const V *)pair->other + line;
    for (int l = 0; l < lines; l++) found[l] |= one[l] & other[l];
  }
  for (int l = 0; l < lines; l++) {
    answers[line + l] = found[l];
    *any |= found[l];
  }
}

INLINED int unite(UNITING) {
  V any = {0};
  for (size_t slice = 0; slice < count; slice++) {
    const size_t first = slices[slice], lines = (slices[slice + 1] - first) / HEED_LINE_WORDS;
    V *const answers = (V *)(answer + first);
    size_t line = 0;
    for (; line + 4 <= lines; line += 4) unite_lines(answers, pairs, pair_count, first, line, 4, &any);
    for (; line < lines; line++) unite_lines(answers, pairs, pair_count, first, line, 1, &any);
  }
  return is_any(any);
}

__attribute__((noinline)) static int unite_plain(UNITING) { return unite(answer, pairs, pair_count, slices, count); }
#if defined(__x86_64__)
AVX2 static int unite_avx2(UNITING) { return unite(answer, pairs, pair_count, slices, count); }
AVX512 static int unite_avx512(UNITING) { return unite(answer, pairs, pair_count, slices, count); }
#endif

int heed_unite(UNITING, int width) {
#if defined(__x86_64__)
  if (chosen(width) >= 512) return unite_avx512(answer, pairs, pair_count, slices, count);
  if (chosen(width) >= 256) return unite_avx2(answer, pairs, pair_count, slices, count);
#endif
  return unite_plain(answer, pairs, pair_count, slices, count);
}

uint64_t heed_count(const uint64_t *plane, size_t stride, size_t tiles) {
  uint64_t count = 0;
  for (size_t tile = 0; tile < tiles; tile++, plane += stride)
    for (int w = 0; w < HEED_TILE_WORDS; w++) count += (uint64_t)__builtin_popcountll(plane[w]);
  return count;
}

void *heed_allocate(size_t bytes) {
  const size_t large = 2u << 20;
  void *memory = NULL;
  if (posix_memalign(&memory, bytes >= 2 * large ? large : 64, bytes ? bytes : 64)) return NULL;
#if defined(__linux__)
  if (bytes >= 2 * large) madvise(memory, bytes, MADV_HUGEPAGE);
#endif
  return memory;
}

void heed_free(void *memory) { free(memory); }
