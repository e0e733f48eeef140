import MatrixCore

/// How far the rows and columns of a table are from balancing.
///
/// Units: absolute figures in the table's unit; relative ones are ratios to the sector's output, `totalRelative` to the
/// sum of all outputs. Sectors without output count in the absolute figures only.
public struct BalanceReport: Sendable, Equatable {
  public struct Residuals: Sendable, Equatable {
    public let maximum: Double
    public let median: Double
    public let maximumRelative: Double
    public let medianRelative: Double
    /// Sum of absolute residuals over the sum of outputs.
    public let totalRelative: Double
    /// The sector of the largest absolute residual; nil in a table without sectors.
    public let worstSector: Int?

    /// Residuals of `output` against `found`, in sector order.
    public init(found: [Double], output: [Double]) {
      let residuals = zip(found, output).map { abs($0 - $1) }
      var relative: [Double] = []
      for (residual, total) in zip(residuals, output) where total != 0 { relative.append(residual / abs(total)) }
      maximum = residuals.max() ?? 0
      median = Self.median(residuals)
      maximumRelative = relative.max() ?? 0
      medianRelative = Self.median(relative)
      let total = output.absoluteSum()
      totalRelative = total == 0 ? 0 : residuals.compensatedSum() / total
      worstSector = residuals.firstIndex(of: maximum)
    }

    /// The middle value, the lower of the two middle ones when their number is even, 0 of none.
    static func median(_ values: [Double]) -> Double {
      values.isEmpty ? 0 : values.sorted()[(values.count - 1) / 2]
    }
  }

  /// |Z1 + y − x|; nil when the table lacks flows, final demand or output.
  public let row: Residuals?
  /// |1ᵀZ + primary inputs − x|; nil when the table lacks flows, primary inputs or output.
  public let column: Residuals?
}
