<?php
/**
 * The page in the sidebar.
 *
 * @package Hashiya
 */

namespace Hashiya;

defined( 'ABSPATH' ) || exit;

/**
 * A document of its own, empty until the editor around it says what it is to show, under a policy that allows the package's files alone.
 */
final class Preview {

	const ACTION = 'hashiya_preview';

	public static function register(): void {
		add_action( 'wp_ajax_' . self::ACTION, array( self::class, 'send' ) );
	}

	/** The same for a post at any time, so that browsers need not load it twice. */
	public static function url( int $post ): string {
		return add_query_arg( array( 'action' => self::ACTION, 'post' => $post ), admin_url( 'admin-ajax.php', 'relative' ) );
	}

	public static function send(): void {
		// phpcs:ignore WordPress.Security.NonceVerification -- nothing changes, and nothing of the post is in the page.
		$post = absint( $_GET['post'] ?? 0 );
		if ( ! current_user_can( 'edit_post', $post ) ) {
			wp_die( esc_html__( 'You are not allowed to edit this post.', 'hashiya' ), '', 403 );
		}
		header( 'Content-Type: text/html; charset=utf-8' );
		header( 'Content-Security-Policy: ' . self::policy() );
		header( 'Referrer-Policy: no-referrer' );
		header( 'X-Content-Type-Options: nosniff' );
		self::page();
		exit;
	}

	private static function policy(): string {
		$files = Files::source();
		$own   = Files::own_source();
		return implode(
			'; ',
			array(
				"default-src 'none'",
				"script-src $files 'wasm-unsafe-eval'",
				"style-src $files $own",
				"font-src $files",
				"connect-src $files" . self::glossary_source(),
				// Articles and glossaries have images from wherever the newsroom keeps them.
				"img-src 'self' https: data:",
				"base-uri 'none'",
				"form-action 'none'",
				"frame-ancestors 'self'",
				"require-trusted-types-for 'script'",
				'trusted-types hashiya hashiya-preview',
			)
		);
	}

	private static function glossary_source(): string {
		$parts = wp_parse_url( Settings::all()['glossary'] );
		if ( empty( $parts['host'] ) ) {
			return '';
		}
		return " {$parts['scheme']}://{$parts['host']}" . ( isset( $parts['port'] ) ? ":{$parts['port']}" : '' );
	}

	private static function page(): void {
		?>
<!doctype html>
<html <?php language_attributes(); ?>>
	<head>
		<meta charset="utf-8">
		<meta name="viewport" content="width=device-width, initial-scale=1">
		<title><?php esc_html_e( 'Annotated preview', 'hashiya' ); ?></title>
		<base target="_blank">
		<?php // phpcs:disable WordPress.WP.EnqueuedResources -- a document of its own, without WordPress's head. ?>
		<link rel="icon" href="data:,">
		<link rel="stylesheet" href="<?php echo esc_url( Files::own( 'preview.css' ) ); ?>">
		<script type="module" src="<?php echo esc_url( Files::url( 'integrations/preview.js' ) ); ?>" data-article="hashiya-article" data-origin="<?php echo esc_attr( self::origin() ); ?>"></script>
	</head>
	<body>
		<main>
			<hashiya-article dir="auto"<?php self::attributes(); ?>></hashiya-article>
		</main>
	</body>
</html>
		<?php
	}

	/** The interface in the user's language, if it is one that Hashiya has: else it is in that of the article. */
	private static function attributes(): void {
		$attributes = array(
			'ui'       => in_array( substr( get_user_locale(), 0, 2 ), array( 'ar', 'en' ), true ) ? substr( get_user_locale(), 0, 2 ) : '',
			'glossary' => Settings::all()['glossary'],
		);
		foreach ( array_filter( $attributes ) as $name => $value ) {
			printf( ' %s="%s"', esc_attr( $name ), esc_attr( $value ) );
		}
	}

	/** The one origin that messages are taken from: that of the editor. */
	public static function origin(): string {
		$parts = wp_parse_url( admin_url() );
		return "{$parts['scheme']}://{$parts['host']}" . ( isset( $parts['port'] ) ? ":{$parts['port']}" : '' );
	}
}
