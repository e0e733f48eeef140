/// Which index of a matrix runs along memory.
enum StreamForm: Equatable, Sendable {
  /// The sum: the product is made of scalar products.
  case rows
  /// The sum, times more columns than scalar products are good for.
  case panels
  /// The result: the product is a combination of columns.
  case columns

  /// Nil when no index runs along memory. More columns than `mostColumnsOfRows` go in panels.
  init?<Scalar>(_ a: StridedMatrix<Scalar>, columns: Int, mostColumnsOfRows: Int) {
    if a.columnStride == 1 || a.columns == 1 && a.rowStride != 1 {
      self = columns > mostColumnsOfRows ? .panels : .rows
    } else if a.rowStride == 1 || a.rows == 1 {
      self = .columns
    } else {
      return nil
    }
  }
}

/// How the product of a matrix and a few columns is cut. It depends on the shape alone, so that the result does not depend
/// on the team.
///
/// The sum is cut into parts that are added up before they join those before them: the packed columns of one part stay in
/// cache for a piece of rows where the inner loop has no blocks of its own, and a flat matrix can be divided among a team.
struct StreamCut: Sendable {
  let form: StreamForm
  let rows: Int
  let depth: Int
  let groups: [ColumnGroup]
  /// Terms of one part, a multiple of the lanes.
  let partDepth: Int
  let parts: Int
  /// Columns of all groups with what fills them up.
  let width: Int
  let paddedRows: Int
  let paddedDepth: Int

  /// Rows that one member packs at a time, or adds up of the norms of a step; whole vectors and cache lines. Of these sums it is
  /// the order: another number makes other last bits.
  static let rowGrain = 64
  /// Columns of X in one pass over A: with more, the processor is busier than its memory and packed panels are better
  /// (2026-11, two cores of Zen 5: `leontief-bench run --suite kernels --only ax-`).
  static let mostColumns = 64
  /// Columns of A read one after the other before the sums are left: more keep the sums longer in the first level of the cache,
  /// fewer leave the processor's own prefetch fewer streams.
  static let sweep = 32

  init(form: StreamForm, rows: Int, depth: Int, columns: Int, blocks: BlockSizes, lanes: Int) {
    (self.form, self.rows, self.depth) = (form, rows, depth)
    let panelWidth = columns.roundedUp(to: lanes)
    groups =
      form == .panels
      ? [ColumnGroup(columns: 0..<columns, width: panelWidth, offset: 0)] : ColumnGroup.groups(columns)
    width = groups.reduce(0) { $0 + $1.width }
    // As many packed elements for up to eight columns, so that a single one reads long rows; with more, more, for their sums'
    // sake.
    let terms = 16 * blocks.part / (width <= ColumnGroup.widest ? 2 * max(width, 1) : width + ColumnGroup.widest)
    // Rows and narrow panels are taken in blocks that keep their part of X in the first or second level.
    let isBlocked = width <= ColumnGroup.widest && (form == .rows || form == .panels && width == lanes)
    partDepth = max(1, terms, isBlocked ? min(2 * rows, blocks.deepestPart) : 0).roundedUp(to: lanes)
    parts = (depth + partDepth - 1) / partDepth
    paddedRows = rows.roundedUp(to: lanes)
    paddedDepth = depth.roundedUp(to: lanes)
  }

  /// Rows that a member takes at a time: so many that reading X for them costs little, and whole blocks of those inner loops that
  /// have some.
  var piece: Int { form == .columns ? 512 : 384 }

  /// Pieces are multiples of so many rows: along rows and in panels whole strips of every inner loop (12, 8, 6, 4 or 3 rows),
  /// along columns whole vectors and cache lines.
  var grain: Int { form == .columns ? Self.rowGrain : 48 }

  /// Where pieces of a flat matrix may begin: like the grain, but for small strips.
  var unit: Int { form == .columns ? Self.rowGrain : 12 }

  func part(_ index: Int) -> Range<Int> { index * partDepth..<min(depth, (index + 1) * partDepth) }

  /// Elements of the packed columns.
  var packed: Int { (paddedDepth * width).inWholeLines }

  /// Elements of the sums of one part.
  var sums: Int { (paddedRows * width).inWholeLines }

  /// Whether a team divides the parts too, for want of rows. Then the sums of all parts are kept until all are there.
  func dividesParts(_ team: Team) -> Bool { parts > 1 && rows < team.threads * Self.rowGrain }
}
