# The frame around every page.
frame-skip = Skip to content
frame-made-up = Everything here is made up.
frame-made-up-more = People, incidents and figures are for trying things out.
frame-main-menu = Main menu
frame-menu = Menu
frame-account = Your account
frame-sign-in = Sign in
frame-sign-out = Sign out
frame-emergency = Crime in progress or danger: call 112.
frame-emergency-more = Tell the police something: 114 14.
frame-support = Support after a crime
frame-accessibility = Accessibility
frame-figures = Public figures
frame-privacy = Personal data

# Words that forms and lists share.
frame-required = required
frame-optional = optional
frame-faults = Please put this right
frame-paging = Pages
frame-newer = Newer
frame-older = Older
frame-weeks = Change week
frame-earlier = Earlier
frame-later = Later

# The page for things that went wrong.
frame-error-eyebrow = That did not work
frame-error-code = Error code
frame-error-reference = reference
