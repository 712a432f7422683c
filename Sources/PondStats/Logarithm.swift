import Foundation

/// The few functions of the C library that statistics need, under full names.
enum Logarithm {
    static func natural(_ value: Double) -> Double { log(value) }
    static func exponential(_ value: Double) -> Double { exp(value) }
    /// Two-sided p-value of a standard normal deviate.
    static func twoSided(_ deviate: Double) -> Double { erfc(abs(deviate) / 2.0.squareRoot()) }
}
