import MatrixCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Seconds of each method on a host, from flops and bytes.
///
/// Shares of the roofs and numbers of passes were fitted on 2026-11-22 on two cores of a Zen 5 virtual machine with AVX-512, to
/// real tables of 411 to 1435 sectors and generated ones; `leontief-bench choice` shows how far they are off on a host.
struct CostModel {
  let problem: SolveProblem
  let rates: HostRates
  /// Of the block preconditioners, as a root mean square over all sectors.
  private let blockSize: Double

  init(problem: SolveProblem, rates: HostRates) {
    self.problem = problem
    self.rates = rates
    blockSize = IterationModel.blockSize(problem)
  }

  private var n: Double { Double(problem.sectors) }
  private var m: Double { Double(problem.rightHandSides) }
  /// Starting and joining threads, allocation: what a call costs however small.
  private static let call = 1e-5
  /// What a pass costs whose threads are awake.
  private static let pass = 5e-6
  /// Columns of a factorization wait for each other.
  private static let columnLatency = 5e-7

  /// Seconds of a product with A, or of a substitution: bound by memory for few columns, by arithmetic for many.
  private func product(bytes: Double, flops: Double, columns: Double) -> Double {
    // From 64 columns to 512 products come near their peak.
    let share = min(0.85, max(0.65, 0.65 + 0.2 / 3 * (log2(columns) - 6)))
    return max(bytes / rates.bytes(reading: bytes), flops / (share * rates.flops)) + Self.pass
  }

  /// The residual of some right-hand sides on A as it is stored, and the checks of the answer.
  private func residual(columns: Double) -> Double {
    product(bytes: Double(problem.bytesPerPass), flops: 2 * problem.elements * columns, columns: columns)
      + 4e-9 * n * columns
  }

  /// I − A formed and eliminated in a precision `speed` times as fast as double. Large eliminations come near products; small
  /// ones wait for their panels.
  private func elimination(speed: Double) -> Double {
    let matrix = 8 * n * n
    let formation = 3 * matrix / rates.bytes(reading: matrix)
    return formation + 2 * n * n * (n + 450) / (3 * 0.9 * speed * rates.flops) + Self.columnLatency * n + 10 * Self.call
  }

  private func substitution(speed: Double) -> Double {
    1.1 * product(bytes: 8 * n * n / speed, flops: 2 * n * n * m / speed, columns: m)
  }

  /// Elimination, substitution and the measured residual, which asks for no refinement on most tables.
  var lu: Double { elimination(speed: 1) + substitution(speed: 1) + residual(columns: m) }

  /// The same in single precision with two or three steps of refinement.
  var luMixed: Double {
    1.15 * elimination(speed: 2) + 3.5 * (substitution(speed: 2) + residual(columns: m) + 6e-9 * n * m)
  }

  /// An iteration by panels of right-hand sides; nil for methods that are not weighed.
  func iteration(_ solver: IterativeSolver) -> Double? {
    let width = Double(IterativeSolver.panelWidth)
    let whole = (m / width).rounded(.down)
    let model = IterationModel(problem: problem, solver: solver, blockSize: blockSize)
    let rest = m - whole * width
    guard let full = panel(model, columns: width), let last = panel(model, columns: max(rest, 1)) else { return nil }
    return preparation(model) + whole * full + (rest > 0 ? last : 0)
  }

  /// A in single precision where there is none, and the inverses of the blocks.
  private func preparation(_ model: IterationModel) -> Double {
    let matrix = Double(problem.bytesPerPass)
    // Fresh pages are cleared before they are written.
    let narrowing =
      model.isSingle && !problem.hasSingle ? matrix / rates.bytes(reading: matrix) + 0.5 * matrix / (0.15 * rates.bytes) : 0
    let share = 0.37 * model.blockSize / (model.blockSize + 60)
    let blocks = model.hasBlocks ? 2 * n * model.blockSize * model.blockSize / (share * rates.flops) + 10 * Self.call : 0
    return narrowing + blocks + 2 * Self.call
  }

  /// Two passes over A, the second of which writes fresh pages.
  var compression: Double {
    let matrix = Double(problem.bytesPerPass)
    return 2 * matrix / rates.bytes(reading: matrix) + 12 * Double(problem.nonZeros) / (0.15 * rates.bytes) + 2 * Self.call
  }

  /// The passes over A and over the inverses of its blocks, and the residuals on A as it is stored.
  private func panel(_ model: IterationModel, columns: Double) -> Double? {
    guard let passes = model.passes(columns: columns) else { return nil }
    let stored = model.isSingle ? 0.5 : 1
    let speed = model.isShared(columns: columns) ? 2.5 : 1
    let (blockElements, blockWaits) = model.hasBlocks ? (n * model.blockSize, 3e-6 * n / model.blockSize) : (0, 0)
    let bytes = stored * (Double(problem.bytesPerPass) + 8 * blockElements)
    let flops = 2 * (problem.elements + blockElements) * columns / speed
    // Out of a cache the parts of a sweep are too short to be read at full speed.
    let slowdown = model.hasBlocks && bytes <= rates.cacheSize ? 1.3 : 1
    let pass =
      slowdown * product(bytes: bytes, flops: flops, columns: columns) + model.vectorSeconds * n * columns + blockWaits
    return passes * pass + model.corrections(columns: columns) * residual(columns: columns)
  }
}
