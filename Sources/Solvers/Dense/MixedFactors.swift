import Kernels
import MatrixCore

/// The factors of I − A in single precision, column-major.
struct MixedFactors: ~Copyable, Sendable {
  private let values: Matrix<Float>
  private let pivots: Pivots
  private let engine: Engine

  enum Failure: Error {
    case stopped
    case allocation(AllocationError)
    /// Single precision does not do, in words.
    case unusable(String)
  }

  /// Bytes of a matrix of `Float`: the factors are one of n × n.
  static func bytes(rows: Int, columns: Int) -> Int {
    let bytes = MemoryBudget.bytes(rows: rows, columns: columns)
    return bytes == .max ? .max : bytes / 2
  }

  init(_ coefficients: any CoefficientOperator, on engine: Engine, monitor: WorkMonitor) throws(Failure) {
    guard coefficients.facts.largestMagnitude <= Double(Float.greatestFiniteMagnitude) else {
      throw .unusable("elements of I − A are beyond the range of single precision")
    }
    let n = coefficients.count
    var values: Matrix<Float>
    do { values = try Matrix(unwrittenRows: n, columns: n, layout: .columnMajor) } catch { throw .allocation(error) }
    guard try Self.form(&values, coefficients, engine) == 0 else {
      throw .unusable("elements of I − A are too small for single precision")
    }
    pivots = try Self.factorize(&values, coefficients, engine, monitor)
    self.values = values
    self.engine = engine
  }

  var allocatedBytes: Int { values.allocatedBytes }

  /// B ← (I − A)⁻¹ B or its transpose, to single precision.
  @_lifetime(b: copy b)
  func solve(_ orientation: Orientation, _ b: inout MutableMatrixView<Float>) {
    engine.solve(factors: values.view, pivots: pivots, transposed: orientation == .transposed, &b)
  }

  private static func form(
    _ values: inout Matrix<Float>, _ coefficients: any CoefficientOperator, _ engine: Engine
  ) throws(Failure) -> Int {
    var target = values.mutableView
    do { return try coefficients.formIdentityMinus(narrowedInto: &target, on: engine) } catch { throw .allocation(error) }
  }

  private static func factorize(
    _ values: inout Matrix<Float>, _ coefficients: any CoefficientOperator, _ engine: Engine, _ monitor: WorkMonitor
  ) throws(Failure) -> Pivots {
    let pivots: Pivots
    do throws(FactorizationError) {
      var target = values.mutableView
      pivots = try engine.factorize(&target, monitor: monitor)
    } catch {
      switch error {
      case .stopped: throw .stopped
      case .noPivot(let k):
        throw .unusable("no pivot is left in single precision at \(coefficients.sectors[k].qualifiedCode)")
      }
    }
    guard coefficients.facts.isNonNegative, pivots.exchanges == 0 else { return pivots }
    // The pivots of an M-matrix are positive.
    for k in 0..<values.rows where !(values[k, k] > 0) {
      throw .unusable("the pivot is not positive in single precision at \(coefficients.sectors[k].qualifiedCode)")
    }
    return pivots
  }
}
