import MatrixCore

/// The innermost loops of one instruction set in one precision: plain functions on packed or contiguous memory.
///
/// Everything above them (packing, blocking, threads, edges) is written once. A module for another processor instantiates
/// the templates and fills another value of this type.
public struct MicroKernels<Scalar: MatrixScalar>: Sendable {
  /// Products, triangles and factorizations.
  public var tile: TileKernels<Scalar>
  /// What reads its matrix once.
  public var stream: StreamKernels<Scalar>
  /// Sparse products and aggregation.
  public var scatter: ScatterKernels<Scalar>
  /// Single elements, sums and norms.
  public var elementwise: ElementwiseKernels<Scalar>
  /// What the processor can do at best, for reports.
  public var probe: ProbeKernels<Scalar>

  @inlinable @inline(__always)
  public init(
    tile: TileKernels<Scalar>, stream: StreamKernels<Scalar>, scatter: ScatterKernels<Scalar>,
    elementwise: ElementwiseKernels<Scalar>, probe: ProbeKernels<Scalar>
  ) {
    self.tile = tile
    self.stream = stream
    self.scatter = scatter
    self.elementwise = elementwise
    self.probe = probe
  }
}
