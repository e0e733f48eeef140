import Leontief

/// A solve report as documents show it: numbers that are not finite are null.
public struct SolveReportDocument: Encodable, Sendable {
  public let method: String
  public let reason: String
  /// "none" or "partial": which row exchanges the elimination was allowed, and why. Null for methods that do not eliminate.
  @OrNull public var pivoting: String?
  @OrNull public var pivotingReason: String?
  public let engine: String
  public let orientation: String
  public let sectors: Int
  public let rightHandSides: Int
  public let iterations: Int
  @OrNull public var residual: Double?
  @OrNull public var scaledResidual: Double?
  @OrNull public var backwardError: Double?
  @OrNull public var componentwiseBackwardError: Double?
  /// A proved bound of the largest relative error of a component, and the condition number: with a certificate.
  @OrNull public var componentErrorBound: Double?
  @OrNull public var condition1: Double?
  /// What the method itself promises for every component, without a certificate (GTH).
  @OrNull public var relativeErrorBound: Double?
  public let prepareSeconds: Double
  public let solveSeconds: Double
  /// Of a method that was tried before and did not get there; in none of the above, nor in rates.
  public let lostSeconds: Double
  @OrNull public var gigaflopsPerSecond: Double?
  /// Of methods that memory bounds.
  @OrNull public var gigabytesPerSecond: Double?
  /// The least time the method's flops and readings could take here, as a share of the time they took; what bounds it:
  /// "compute", "memory" or "cache"; or why that is not known.
  @OrNull public var rooflineShare: Double?
  @OrNull public var rooflineBound: String?
  @OrNull public var rooflineReason: String?
  /// The roofs that the share is of; null without one.
  @OrNull public var rooflineRoofs: HostRoofsDocument?
  public let peakBytes: Int
  /// The library that did the work beside the engine (SuiteSparse's KLU): version and file.
  @OrNull public var library: String?

  private enum CodingKeys: String, CodingKey {
    case method, reason, pivoting, pivotingReason, engine, orientation, sectors, rightHandSides, iterations, residual
    case scaledResidual, backwardError, componentwiseBackwardError, componentErrorBound, relativeErrorBound, prepareSeconds
    case solveSeconds, lostSeconds, gigaflopsPerSecond, gigabytesPerSecond
    case rooflineShare, rooflineBound, rooflineReason, rooflineRoofs, peakBytes, library
    // The conversion to snake_case would not see a word in the digit.
    case condition1 = "condition_1"
  }

  public init(_ report: SolveReport, certificate: CertificateReport? = nil) {
    method = report.method
    reason = report.reason
    pivoting = report.elimination?.pivoting.name
    pivotingReason = report.elimination?.reason
    engine = report.engine.name
    orientation = report.orientation.rawValue
    sectors = report.sectors
    rightHandSides = report.rightHandSides
    iterations = report.iterations
    residual = report.errors.residual.finite
    scaledResidual = report.errors.scaledResidual.finite
    backwardError = report.errors.backwardError.finite
    componentwiseBackwardError = report.errors.componentwiseBackwardError.finite
    componentErrorBound = certificate?.componentErrorBound
    condition1 = certificate?.condition1
    relativeErrorBound = report.relativeErrorBound?.finite
    prepareSeconds = report.prepareSeconds
    solveSeconds = report.solveSeconds
    lostSeconds = report.lostSeconds
    gigaflopsPerSecond = report.gigaflopsPerSecond
    gigabytesPerSecond = report.gigabytesPerSecond
    let roofs = HostRoofs.known(report.engine)
    switch report.roofline(under: roofs) {
    case .share(let share, let bound):
      (rooflineShare, rooflineBound, rooflineRoofs) = (share.finite, bound.rawValue, roofs.map(HostRoofsDocument.init))
    case .unknown(let reason): rooflineReason = reason
    }
    peakBytes = report.peakBytes
    library = report.library
  }

  /// Lines for people.
  public static func text(_ report: SolveReport) -> String {
    var table = TextTable()
    let steps = report.bytesRead == nil ? "refinement" : "passes"
    table.add("method", "\(report.method) on \(report.engine.name), \(report.iterations) \(steps)")
    table.add("chosen", report.reason)
    if let library = report.library { table.add("library", library) }
    if let elimination = report.elimination { table.add("pivoting", "\(elimination.pivoting.name): \(elimination.reason)") }
    table.add("residual", "\(report.errors.residual.shortText) (scaled \(report.errors.scaledResidual.shortText), must be < 16)")
    table.add(
      "backward error",
      "\(report.errors.backwardError.shortText) normwise, \(report.errors.componentwiseBackwardError.shortText) componentwise")
    let rate =
      report.gigabytesPerSecond.map { ", \($0.shortText) GB/s" }
      ?? report.gigaflopsPerSecond.map { ", \($0.shortText) GFLOP/s" } ?? ""
    let lost = report.lostSeconds > 0 ? ", after \(report.lostSeconds.shortText) s lost" : ""
    table.add("time", "\(report.prepareSeconds.shortText) s + \(report.solveSeconds.shortText) s\(rate)\(lost)")
    table.add("roofline", report.roofline.text)
    table.add("memory", report.peakBytes.byteText)
    return table.leftText
  }
}

extension Pivoting {
  /// As documents and tables show it.
  fileprivate var name: String {
    switch self {
    case .partial: "partial"
    case .none: "none"
    }
  }
}

extension Roofline {
  fileprivate var text: String {
    switch self {
    case .share(let share, let bound):
      "\((100 * share).shortText) % of the \(bound.rawValue) roof"
        + (share > 1.1 ? "; 'leontief calibrate --redo' on a quiet host measures it again" : "")
    case .unknown(let reason): "not known: \(reason)"
    }
  }
}
