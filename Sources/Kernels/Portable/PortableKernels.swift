import KernelTemplates
import MatrixCore

/// Every operation of one precision in Swift, on the inner loops and block sizes given.
struct PortableKernels<Scalar: MatrixScalar>: Sendable {
  typealias Input = StridedMatrix<Scalar>
  typealias Output = MutableStridedMatrix<Scalar>

  let micro: MicroKernels<Scalar>
  let blocks: BlockSizes

  init(_ micro: MicroKernels<Scalar>, blocks: BlockSizes? = nil) {
    self.micro = micro
    self.blocks =
      blocks
      ?? BlockSizes(
        caches: HostCaches.ofOneCore, tileRows: micro.tile.rows, tileColumns: micro.tile.columns,
        elementBytes: MemoryLayout<Scalar>.stride, copies: micro.tile.copies)
  }

  var kernels: ScalarKernels<Scalar> {
    ScalarKernels(
      multiply: { multiply($0, $1, $2, $3, $4, $5) },
      multiplyVector: { multiplyVector($0, $1, $2, $3, $4, $5) },
      multiplySingle: { multiplyStream(micro.stream.single, $0, $1, $2, $3, $4, $5) },
      fixedPointStep: { fixedPointStep(micro.stream.plain, $0, $1, $2, $3, $4) },
      fixedPointStepSingle: { fixedPointStep(micro.stream.single, $0, $1, $2, $3, $4) },
      sweep: { sweep(micro.stream.plain, $0, $1) },
      sweepSingle: { sweep(micro.stream.single, $0, $1) },
      directions: { directions($0, $1) },
      solveTriangular: { solveTriangular($0, $1, $2, $3, $4) },
      factorize: { factorize($0, $1, $2, $3, $4) },
      invert: { invert($0, $1, $2, $3) },
      invertWithoutExchanges: { invertWithoutExchanges($0, $1, $2) },
      directionScratch: { directionPlan(order: $0, columns: $1, largest: $2, $3).bytes(of: Scalar.self) },
      factorizationScratch: { order, _, team in factorizationScratch(order, team) },
      inversionScratch: { inversionScratch($0, $1) },
      scratchWithoutExchanges: { scratchWithoutExchanges($0, $1) },
      multiplySparse: { multiplySparse($0, $1, $2, $3, $4, $5, $6) },
      multiplyBlocks: { multiplyBlocks($0, $1, $2, $3, $4) },
      aggregate: { aggregate($0, $1, $2, $3, $4) },
      multiplySparseTransposed: { multiplySparseTransposed($0, $1, $2, $3, $4, $5) },
      scaled: { scaled($0, rows: $1, columns: $2, $3, $4) },
      identityMinus: { identityMinus($0, $1, $2) },
      rowSums: { rowSums($0, magnitudes: $1, $2, $3) },
      maximumNorm: { largestMagnitude($0, $1) },
      frobeniusNorm: { frobeniusNorm($0, $1) })
  }

  /// Runs `body` with room for `count` elements, or nil.
  func withScratch<Result>(_ count: Int, _ body: (ScratchMemory<Scalar>?) -> Result) -> Result {
    blocks.withScratch(count, body)
  }

  /// The part of a team that `flops` keeps busy.
  func team(_ team: Team, flops: Int) -> Team {
    Team(threads: min(team.threads, flops / blocks.flopsPerThread + 1))
  }

  /// The part of a team that one pass over `count` elements keeps busy.
  func team(_ team: Team, reading count: Int) -> Team {
    blocks.team(team, reading: count * MemoryLayout<Scalar>.stride)
  }
}
