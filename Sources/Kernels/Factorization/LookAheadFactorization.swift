import KernelTemplates
import MatrixCore

/// Right-looking LU by panels: while the team subtracts one panel's product from the rest of the matrix, one member that has
/// updated the next panel's columns first factors and packs them (look-ahead, as in HPL).
///
/// The rest is updated in chunks of columns, each a task: exchange rows, solve for the rows of U, subtract. An element is the
/// same sequence of operations whatever the team and the chunks.
struct LookAheadFactorization<Scalar: MatrixScalar>: @unchecked Sendable {
  typealias Pointer = UnsafeMutablePointer<Scalar>

  private let kernels: PortableKernels<Scalar>
  private let a: MutableStridedMatrix<Scalar>
  private let pivots: UnsafeMutablePointer<Int>
  private let pivoting: Pivoting
  private let plan: LookAheadPlan
  private let panels: [Range<Int>]
  private let scratch: Pointer

  init(
    _ kernels: PortableKernels<Scalar>, _ a: MutableStridedMatrix<Scalar>, _ pivots: UnsafeMutablePointer<Int>,
    _ pivoting: Pivoting, _ plan: LookAheadPlan, _ scratch: Pointer
  ) {
    self.kernels = kernels
    self.a = a
    self.pivots = pivots
    self.pivoting = pivoting
    self.plan = plan
    panels = LookAheadPlan.panels(order: a.rows, kernels.blocks)
    self.scratch = scratch
  }

  func run(_ monitor: WorkMonitor) -> FactorizationError? {
    var (panel, buffer) = (panels[0], 0)
    if let failed = factorize(panel, packedInto: buffer) { return .noPivot(failed) }
    for next in panels.dropFirst() {
      guard monitor.allows(fraction(next.lowerBound)) else { return .stopped }
      if let failed = update(by: panel, packedIn: buffer, next) { return .noPivot(failed) }
      (panel, buffer) = (next, 1 - buffer)
    }
    exchangeRowsOfL()
    return nil
  }

  /// The part of the work that is done when k columns are factored.
  private func fraction(_ k: Int) -> Double {
    let left = 1 - Double(k) / Double(a.rows)
    return 1 - left * left * left
  }

  /// One step: all columns right of `panel` are updated, and the panel `next` is factored.
  private func update(by panel: Range<Int>, packedIn buffer: Int, _ next: Range<Int>) -> Int? {
    let bounds = plan.chunks.bounds(next.upperBound..<a.columns)
    let queue = TaskQueue(bounds.count)
    let failure = FirstFailure()
    plan.team.run { member, _ in
      let work = memberWork(member)
      while let task = queue.take() {
        if task == 0 {
          update(next, by: panel, packedIn: buffer, work)
          if let failed = factorize(next, packedInto: 1 - buffer) { failure.record(failed) }
        } else {
          update(bounds[task - 1]..<bounds[task], by: panel, packedIn: buffer, work)
        }
      }
    }
    return failure.index
  }

  /// Factors the columns of a panel and packs it. The first column of the matrix without a pivot, or nil.
  private func factorize(_ panel: Range<Int>, packedInto buffer: Int) -> Int? {
    let (k, n) = (panel.lowerBound, a.rows)
    let work = scratch + 2 * plan.packedPanel
    let columns = a.window(k..<n, panel)
    let panelFactorization = PanelFactorization(kernels: kernels, pivoting: pivoting, work: work)
    if let failed = panelFactorization.factorize(columns, pivots + k) { return k + failed }
    for i in panel { pivots[i] += k }
    guard panel.upperBound < n else { return nil }
    kernels.packRows(a.window(panel.upperBound..<n, panel).reading, packedRows(buffer))
    triangle(panel).packBlocks(0..<panel.count, height: kernels.micro.tile.solveRows, packedTriangle(buffer))
    return nil
  }

  /// Exchanges the rows of some columns, solves for their rows of U, and subtracts L U from what lies below.
  private func update(_ columns: Range<Int>, by panel: Range<Int>, packedIn buffer: Int, _ work: Pointer) {
    let n = a.rows
    RowExchanges(pivots: UnsafePointer(pivots), steps: panel).apply(a.window(0..<n, columns))
    let upper = a.window(panel, columns)
    kernels.substitute(triangle(panel), packedTriangle(buffer), upper, sides: work)
    let packedColumns = work + plan.sides
    kernels.packColumns(upper.reading, packedColumns)
    let below = panel.upperBound..<n
    let step = MultiplyStep(
      a: a.window(below, panel).reading, packedColumns: packedColumns, update: .subtract, c: a.window(below, columns))
    let height = max(kernels.blocks.rows / kernels.micro.tile.rows, 1) * kernels.micro.tile.rows
    for i in stride(from: 0, to: below.count, by: height) {
      kernels.multiplyBlock(
        step, i..<min(i + height, below.count), 0..<columns.count, packedRows: packedRows(buffer) + i * panel.count,
        tile: packedColumns + plan.packedColumns)
    }
  }

  /// The exchanges of later panels for the columns of earlier ones.
  private func exchangeRowsOfL() {
    let n = a.rows
    guard !RowExchanges(pivots: UnsafePointer(pivots), steps: 0..<n).isEmpty else { return }
    // The first panels have most to exchange.
    let queue = TaskQueue(panels.count)
    plan.team.run { _, _ in
      while let task = queue.take() {
        RowExchanges(pivots: UnsafePointer(pivots), steps: panels[task].upperBound..<n).apply(a.window(0..<n, panels[task]))
      }
    }
  }

  private func triangle(_ panel: Range<Int>) -> TriangularSystem<Scalar> {
    TriangularSystem(triangle: .lower, diagonal: .unit, t: a.window(panel, panel).reading)
  }

  private func packedRows(_ buffer: Int) -> Pointer { scratch + buffer * plan.packedPanel }

  private func packedTriangle(_ buffer: Int) -> Pointer { packedRows(buffer) + plan.packedRows }

  private func memberWork(_ member: Int) -> Pointer {
    scratch + (2 * plan.packedPanel + plan.panelWork + member * plan.memberWork)
  }
}
