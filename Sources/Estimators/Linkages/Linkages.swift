import Tables

/// Backward and forward linkages of every sector, plain and normalised.
///
/// Shapes: n values a measure.
/// Units: ratios. Normalised linkages compare with the mean of the active sectors, which is one.
public struct Linkages: Sendable {
  /// One measure by sector.
  public struct Measure: Sendable, Equatable {
    public var values: [Double]
    /// n·value / Σ values over the active sectors, n of them; nil for inactive ones and where the sum is not positive.
    public var normalized: [Double?]
  }

  /// What a forward linkage is measured by. The two answer different questions, and tables differ much between them.
  public enum Forward: String, Sendable, CaseIterable {
    /// Row sums of L: output when final demand for every product rises by one unit (Rasmussen 1956).
    case leontief
    /// Row sums of G: output sold on per unit of primary inputs (Ghosh 1958; recommended by Jones 1976).
    case ghosh
  }

  public var sectors: SectorIndex
  public var inactive: [Int]
  /// Column sums of A (Chenery and Watanabe 1958).
  public var directBackward: Measure
  /// Row sums of Γ = x̂⁻¹Z.
  public var directForward: Measure
  /// Column sums of L (Rasmussen's power of dispersion when normalised).
  public var backward: Measure
  /// Row sums of L (Rasmussen's sensitivity of dispersion when normalised).
  public var forwardLeontief: Measure
  /// Row sums of G: upstreamness.
  public var forwardGhosh: Measure
  /// Coefficients of variation of the columns and rows of L; nil unless asked for, since they take n solves.
  public var dispersion: Dispersion?
  /// Which forward linkage decides on key sectors.
  public var forward: Forward
  public var checks: [IdentityCheck]
  public var remarks: [String]
  public var cost: SolveCost

  /// Standard deviation over mean, of n values each.
  public struct Dispersion: Sendable, Equatable {
    public var columns: [Double?]
    public var rows: [Double?]
  }

  /// Where a sector stands by normalised backward and forward linkages above one.
  public enum Role: String, Sendable {
    case key, backward, forward, weak
  }

  /// The role of a sector; nil for an inactive one.
  public func role(_ sector: Int) -> Role? {
    let ahead = forward == .ghosh ? forwardGhosh : forwardLeontief
    guard let back = backward.normalized[sector], let front = ahead.normalized[sector] else { return nil }
    return back > 1 ? (front > 1 ? .key : .backward) : front > 1 ? .forward : .weak
  }
}
