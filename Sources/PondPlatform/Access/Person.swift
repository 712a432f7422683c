/// A login, known once in the installation. Inside a community a person is a member.
package enum Person {}

/// A browser that signed in.
package enum Session {}

/// A key that a program signs in with.
package enum APIKey {}
