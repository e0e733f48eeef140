import CBLASEngine
import MatrixCore

/// What a loaded BLAS does better than the Swift kernels. Whatever it cannot take (strides without a unit, sizes above its
/// integers) goes to `fallback`.
struct LibraryKernels<Scalar: MatrixScalar>: Sendable {
  typealias Input = StridedMatrix<Scalar>
  typealias Output = MutableStridedMatrix<Scalar>

  let library: LoadedLibrary
  let calls: LibraryCalls<Scalar>
  let fallback: ScalarKernels<Scalar>

  var kernels: ScalarKernels<Scalar> {
    var kernels = fallback
    kernels.multiply = { multiply($0, $1, $2, $3, $4, $5) }
    kernels.multiplyVector = { multiplyVector($0, $1, $2, $3, $4, $5) }
    kernels.solveTriangular = { solveTriangular($0, $1, $2, $3, $4) }
    kernels.factorize = { factorize($0, $1, $2, $3, $4) }
    kernels.invert = { invert($0, $1, $2, $3) }
    kernels.factorizationScratch = { order, pivoting, team in
      pivoting == .partial ? 0 : fallback.factorizationScratch(order, pivoting, team)
    }
    kernels.inversionScratch = { order, _ in Self.inversionScratch(order) * MemoryLayout<Scalar>.stride }
    return kernels
  }
}

extension KernelTable {
  /// A loaded library over the Swift kernels.
  static func library(_ library: LoadedLibrary, over portable: KernelTable) -> KernelTable {
    var table = portable
    table.double = LibraryKernels(library: library, calls: .double, fallback: portable.double).kernels
    table.float = LibraryKernels(library: library, calls: .float, fallback: portable.float).kernels
    return table
  }
}
