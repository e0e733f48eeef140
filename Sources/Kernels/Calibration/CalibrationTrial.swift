import MatrixCore

/// One call of one operation, as a calibration makes it: on a matrix like I − A of a productive economy.
final class CalibrationTrial<Scalar: MatrixScalar> {
  private let operation: AutoOperation
  private let order: Int
  private let kernels: ScalarKernels<Scalar>
  private let team: Team
  private let a: MutableStridedMatrix<Scalar>
  /// What is overwritten, or the second factor of a product.
  private let work: MutableStridedMatrix<Scalar>
  /// A product, or the factors of A.
  private let other: MutableStridedMatrix<Scalar>
  private let pivots: UnsafeMutablePointer<Int>

  /// Columns of a narrow product and right-hand sides of a solve.
  private static var narrow: Int { 8 }

  /// `memory` has room for 3 n² elements and outlives the trial.
  init(
    _ operation: AutoOperation, order: Int, kernels: ScalarKernels<Scalar>, team: Team, memory: ScratchMemory<Scalar>
  ) {
    func part(_ index: Int) -> MutableStridedMatrix<Scalar> {
      MutableStridedMatrix(
        base: memory.base + index * order * order, rows: order, columns: order, rowStride: 1, columnStride: order)
    }
    self.operation = operation
    self.order = order
    self.kernels = kernels
    self.team = team
    (a, work, other) = (part(0), part(1), part(2))
    pivots = .allocate(capacity: order)
    pivots.initialize(repeating: 0, count: order)
    fill()
  }

  deinit { pivots.deallocate() }

  /// Off the diagonal between −1/2n and 0: columns add up to a half and more.
  private func fill() {
    var state: UInt32 = 1
    let scale = Scalar(-0.5) / Scalar(order) / Scalar(1 << 24)
    for index in 0..<order * order {
      state = state &* 1_664_525 &+ 1_013_904_223
      a.base[index] = scale * Scalar(state >> 8)
    }
    for index in 0..<order { a.base[index * (order + 1)] += 1 }
    copy(a, to: work)
    copy(a, to: other)
    if operation == .invert { _ = kernels.factorize(other, pivots, .partial, .none, team) }
  }

  private func copy(_ source: MutableStridedMatrix<Scalar>, to target: MutableStridedMatrix<Scalar>) {
    target.base.update(from: source.base, count: order * order)
  }

  /// Puts back what a call overwrites; not timed.
  func prepare() {
    switch operation {
    case .multiply, .multiplyNarrow, .multiplyVector: break
    case .solveTriangular, .factorize: copy(a, to: work)
    case .invert: copy(other, to: work)
    }
  }

  func run() {
    let rows = 0..<order
    let narrow = 0..<min(order, Self.narrow)
    switch operation {
    case .multiply:
      kernels.multiply(1, a.reading, work.reading, 0, other, team)
    case .multiplyNarrow:
      kernels.multiply(1, a.reading, work.window(rows, narrow).reading, 0, other.window(rows, narrow), team)
    case .multiplyVector:
      kernels.multiplyVector(1, a.reading, work.window(rows, 0..<1).reading, 0, other.window(rows, 0..<1), team)
    case .solveTriangular:
      kernels.solveTriangular(.lower, .stored, a.reading, work.window(rows, narrow), team)
    case .factorize:
      _ = kernels.factorize(work, pivots, .partial, .none, team)
    case .invert:
      _ = kernels.invert(work, pivots, .none, team)
    }
  }

  /// Floating-point operations of one call.
  var flops: Double {
    let n = Double(order)
    let narrow = min(n, Double(Self.narrow))
    switch operation {
    case .multiply: return 2 * n * n * n
    case .multiplyNarrow: return 2 * n * n * narrow
    case .multiplyVector: return 2 * n * n
    case .solveTriangular: return n * n * narrow
    case .factorize: return 2 * n * n * n / 3
    case .invert: return 4 * n * n * n / 3
    }
  }
}
