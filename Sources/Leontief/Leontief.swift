// The umbrella: one import for everything the package offers. It has no code of its own.

@_exported import Aggregation
@_exported import Estimators
@_exported import Kernels
@_exported import MatrixCore
@_exported import Solvers
@_exported import TableFormats
@_exported import Tables
