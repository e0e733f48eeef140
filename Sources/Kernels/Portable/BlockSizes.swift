import CPlatform
import KernelTemplates
import MatrixCore

/// How the drivers cut their matrices. Tests shrink them, so that small matrices walk blocked paths.
package struct BlockSizes: Sendable, Equatable {
  /// Steps of the inner dimension packed at once (k_c).
  package var depth: Int
  /// Rows of A packed at once by one thread (m_c).
  package var rows: Int
  /// Columns of B packed at once by the team (n_c).
  package var columns: Int
  /// Order of the diagonal blocks of a triangular solve.
  package var triangle: Int
  /// Greatest width of the panels of an LU factorization, and width of those of an inversion.
  package var panel: Int
  /// Widest panel factored column by column.
  package var leaf: Int
  /// Work that is worth another thread: flops of a dense operation, bytes of one that reads its matrix once.
  package var flopsPerThread: Int
  package var bytesPerThread: Int
  /// Order of the parts of those blocks that are solved by substitution.
  package var substitution = 48
  /// Bytes of the operands of a product below which they are used where they lie; 0 packs all.
  package var unpacked = 0
  /// Elements of all three matrices above which a product of more than eight rows and columns is packed all the same.
  package var mostUnpacked = Int.max
  /// Terms of a sum of products that are added up before they join the others, where a matrix is read once for eight columns:
  /// with fewer columns more, with more columns fewer, so that the packed columns stay in cache.
  package var part = 4096
  /// The most terms of such a part where the inner loop keeps a block of its own of the columns in cache. Parts have twice
  /// as many terms as the matrix has rows there, up to this: rows read from end to end come faster (2026-11, two cores of Zen 5:
  /// `leontief-bench run --suite kernels --only ax-f32-k8 --scale 2` tells what others cost), and flat matrices have several.
  package var deepestPart = 1 << 17
  /// Bytes that the sums of an aggregation may take which wait side by side for their distribution.
  package var waitingSums = 1 << 19
  /// Bytes of the caches for which the inner loops cut blocks of their own.
  package var firstLevel: Int
  package var secondLevel: Int
  /// Scratch memory above this many elements counts as not to be had: for tests of what is done without.
  package var mostScratch = Int.max

  package init(
    depth: Int, rows: Int, columns: Int, triangle: Int, panel: Int, leaf: Int, flopsPerThread: Int, bytesPerThread: Int
  ) {
    precondition(
      min(depth, rows, columns, triangle, panel, leaf, flopsPerThread, bytesPerThread) > 0, "blocks have at least one element")
    self.depth = depth
    self.rows = rows
    self.columns = columns
    self.triangle = triangle
    self.panel = panel
    self.leaf = leaf
    self.flopsPerThread = flopsPerThread
    self.bytesPerThread = bytesPerThread
    let caches = Self.coreCaches(HostCaches.ofOneCore)
    (firstLevel, secondLevel) = (caches.first, caches.second)
  }

  /// Block sizes for a processor's caches, after Goto and van de Geijn (2008): a panel of each operand in half the first
  /// level, the packed block of A in half the second, the packed part of B in half the third. Sizes the host does not tell
  /// are those of the smallest server processors in use.
  init(caches: cplatform_caches, tileRows: Int, tileColumns: Int, elementBytes: Int, copies: Int) {
    let core = Self.coreCaches(caches)
    let (first, second) = (core.first, core.second)
    (firstLevel, secondLevel) = (first, second)
    let third = max(caches.l3 > 0 ? Int(caches.l3) : 2 << 20, 2 * second)
    // Of numbers half as long twice as many, where the least block of A still fits; `leontief-bench run --sizes 4000 --only sgemm`
    // tells what others cost (2026-11, two cores of Zen 5).
    let deepest = min(2048 / elementBytes, max(256, second / 2 / (4 * tileRows * elementBytes)))
    depth = Self.clamp(first / 2 / (tileColumns * elementBytes * copies), to: 128...deepest, multiple: 8)
    rows = Self.clamp(second / 2 / (depth * elementBytes), to: 4 * tileRows...1024, multiple: tileRows)
    columns = Self.clamp(third / 2 / (depth * elementBytes * copies), to: 16 * tileColumns...4096, multiple: tileColumns)
    triangle = 256
    panel = 256
    leaf = 8
    // So much work that a second thread gains more than the start of a team takes, some microseconds (2026-11, two cores of
    // Zen 5: `leontief-bench run --suite kernels --only dgemm --scale 0.02`, and with `--threads 1`).
    flopsPerThread = 16_000_000 / elementBytes
    bytesPerThread = Team.bytesPerThread
    unpacked = second
    waitingSums = second / 2
    // What SSE2 broadcasts anew for each tile slows unpacked products down, but for the smallest (2026-11, one core of Zen 5:
    // `leontief-bench run --sizes 32 --isa sse2 --threads 1`, and with `--sizes 24`).
    if copies > 1 { mostUnpacked = 2048 }
  }

  /// Runs `body` with room for `count` elements, or nil.
  func withScratch<Element, Result>(_ count: Int, _ body: (ScratchMemory<Element>?) -> Result) -> Result {
    count > mostScratch ? body(nil) : ScratchMemory.with(count, body)
  }

  var caches: CoreCaches { CoreCaches(first: firstLevel, second: secondLevel) }

  /// Sizes the host does not tell are those of the smallest server processors in use.
  static func coreCaches(_ caches: cplatform_caches) -> CoreCaches {
    CoreCaches(
      first: caches.l1_data > 0 ? Int(caches.l1_data) : 32 << 10, second: caches.l2 > 0 ? Int(caches.l2) : 256 << 10)
  }

  /// The part of a team that one pass over so many bytes keeps busy.
  func team(_ team: Team, reading bytes: Int) -> Team { Team(threads: min(team.threads, bytes / bytesPerThread + 1)) }

  /// That width for the order given: a small matrix has no time to make up for wide panels.
  func panel(order n: Int) -> Int { min(panel, max(leaf, n / 8 / leaf * leaf)) }

  /// The same in little memory, for a product that cannot have its packed parts: some 80 KiB.
  func reduced(tileRows: Int, tileColumns: Int) -> BlockSizes {
    var small = self
    small.depth = min(depth, 128)
    small.rows = min(rows, 2 * tileRows)
    small.columns = min(columns, 4 * tileColumns)
    return small
  }

  private static func clamp(_ size: Int, to range: ClosedRange<Int>, multiple: Int) -> Int {
    min(max(size, range.lowerBound), range.upperBound) / multiple * multiple
  }
}
