import MatrixCore

/// What was proved of the answers to a system.
public struct Certificate: ~Copyable, Sendable {
  /// |x − x̂| ≤ this, component by component: n × m, in the unit of x; infinite where nothing is proved.
  public let bounds: Matrix<Double>
  public let report: CertificateReport
}

/// The figures of a certificate.
public struct CertificateReport: Sendable {
  public var sectors: Int
  public var rightHandSides: Int
  public var orientation: Orientation
  public var matrixClass: MatrixClass
  public var productivity: ProductivityProof
  /// ‖L‖₁ and ‖L‖∞, the largest column and row sum of the Leontief inverse, where they were enclosed.
  public var inverseColumnNorm: NumberEnclosure?
  public var inverseRowNorm: NumberEnclosure?
  /// κ₁ = ‖I − A‖₁‖L‖₁: exact within its enclosure for M-matrices. Elsewhere an estimate from below.
  public var condition: NumberEnclosure?
  public var conditionIsEstimate: Bool
  /// maxᵢ boundᵢ / |x̂ᵢ| of each right-hand side; infinite where nothing is proved.
  public var relativeBounds: [Double]
  /// Systems that were solved for the proof, right-hand sides counted one by one, and its seconds.
  public var solves: Int
  public var seconds: Double

  /// The largest proved error of a component, relative to it, over all right-hand sides; nil when nothing is proved.
  public var componentErrorBound: Double? {
    let largest = relativeBounds.reduce(0) { $0.isNaN || $1.isNaN ? .infinity : max($0, $1) }
    return largest.isFinite ? largest : nil
  }

  /// The condition number as one figure.
  public var condition1: Double? { condition?.value }

  /// The certificate in sentences of one line.
  public var sentences: [String] { [productivitySentence, conditionSentence, boundSentence] }

  private var productivitySentence: String {
    switch matrixClass {
    case .mMatrix: "the table is productive: \(productivity.reason)"
    case .hMatrix: "A has negative coefficients; their magnitudes are productive, which bounds errors: \(productivity.reason)"
    case .notAnMMatrix: "A has negative coefficients and I − A is not an M-matrix; no bound holds: \(productivity.reason)"
    case .unproved: "that the table is productive could not be proved: \(productivity.reason)"
    }
  }

  private var conditionSentence: String {
    guard let condition else { return "the condition number was not found" }
    return conditionIsEstimate
      ? "the condition number in the 1-norm is estimated as \(condition.value), from below"
      : "the condition number in the 1-norm is \(condition.value), proved to a relative \(condition.relativeRadius)"
  }

  private var boundSentence: String {
    componentErrorBound.map { "every component is proved to be within a relative \($0) of the exact answer" }
      ?? (matrixClass == .mMatrix || matrixClass == .hMatrix
        ? "no relative bound holds for every component; see the bounds of single ones"
        : "no bound of the error is proved")
  }
}
