/// How much of gross fixed capital formation the digital sectors buy: the r of the framework's fourth term.
///
/// r_j is the capital formation in product j by digital sectors over all final demand for it. The published definition of r was
/// not recovered; this is the reading that fits its name and dimensions.
/// Reference: ADB (2026), Brief on Mongolia.
public struct FixedCapital: Sendable, Equatable {
  /// Share of the capital formation in every product; 0 for those not named below when nil.
  public var share: Double?
  /// Shares of the capital formation in some products, by their codes after splitting.
  public var shares: [String: Double]

  public init(share: Double? = nil, shares: [String: Double] = [:]) {
    self.share = share
    self.shares = shares
  }
}
