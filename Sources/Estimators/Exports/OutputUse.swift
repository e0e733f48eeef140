/// What a sector's output is made for, in five parts, domestic supplies of each included.
///
///     x_s = y_ss + A_ss Ld_ss y_ss + Ld_ss (T_f + T_i + T_g),   e_s = T_f + T_i + T_g
///
/// Units: money.
/// Reference: Asian Development Bank's multi-regional tables, as the public scripts on them split output.
public struct OutputUse: Sendable, Equatable {
  public var domesticFinal: Double
  public var domesticIntermediate: Double
  /// For final exports, T_f.
  public var finalExports: Double
  /// For intermediate exports that the direct importer absorbs, T_i.
  public var directImporters: Double
  /// For intermediate exports that cross borders again, T_g.
  public var globalValueChains: Double
  /// What the rows of the table do not account for.
  public var imbalance: Double

  public var total: Double {
    domesticFinal + domesticIntermediate + finalExports + directImporters + globalValueChains + imbalance
  }
}
